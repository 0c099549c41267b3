import { guardrailsFileSchema } from '../../../lib/model/guardrails-file';

const FOREIGN = {
  formatVersion: 1,
  organization: { id: null, managementAccount: '111111111111' },
  targets: [{ id: 'root', kind: 'root' }],
  documents: [
    {
      name: 'FullAccess',
      type: 'SERVICE_CONTROL_POLICY',
      targets: ['root'],
      content: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
    },
  ],
};

describe('guardrails.json', () => {
  test('needs no more than four fields', () => {
    expect(guardrailsFileSchema.safeParse(FOREIGN)).toMatchObject({ success: true });
  });

  test('may say that there is no baseline, or nothing of it, as older files', () => {
    const withBaseline = (baseline: unknown) => ({ ...FOREIGN, organization: { ...FOREIGN.organization, baseline } });
    expect(guardrailsFileSchema.parse(withBaseline(null)).organization.baseline).toBeNull();
    expect(guardrailsFileSchema.parse(FOREIGN).organization).not.toHaveProperty('baseline');
    expect(guardrailsFileSchema.safeParse(withBaseline({})).success).toBe(false);
  });

  test.each(['formatVersion', 'organization', 'targets', 'documents'])('fails without `%s`', (field) => {
    expect(guardrailsFileSchema.safeParse({ ...FOREIGN, [field]: undefined }).success).toBe(false);
  });

  test.each([
    ['in the file', { ...FOREIGN, extra: 1 }],
    ['in the organization', { ...FOREIGN, organization: { ...FOREIGN.organization, extra: 1 } }],
    ['in a target', { ...FOREIGN, targets: [{ id: 'root', kind: 'root', extra: 1 }] }],
    ['in a document', { ...FOREIGN, documents: FOREIGN.documents.map((document) => ({ ...document, extra: 1 })) }],
  ])('fails for a field %s that nobody knows', (_name, file) => {
    expect(guardrailsFileSchema.safeParse(file).success).toBe(false);
  });

  test('fails for another version', () => {
    expect(guardrailsFileSchema.safeParse({ ...FOREIGN, formatVersion: 2 }).success).toBe(false);
  });

  test('gives objects that are not frozen', () => {
    expect(Object.isFrozen(guardrailsFileSchema.parse(FOREIGN).targets)).toBe(false);
  });
});
