import { assemble } from '../../../../lib/analysis/assemble/assemble';
import { guardrailsFile, renderGuardrailsFile } from '../../../../lib/analysis/assemble/guardrails-file';
import { guardrailsFileSchema, type GuardrailsFile } from '../../../../lib/model/guardrails-file';
import type { Organization } from '../../../../lib/model/organization';
import { DEFAULT_QUOTAS } from '../../../../lib/model/quotas';
import { aNewOrganization, anAccount, aUnit } from '../../../support/a-landing-zone';
import { anOrganization } from '../../../support/an-organization';
import { aCatalogue, aGuardrail, anExemption, aPlacement, valueOf } from '../builders';

const CATALOGUE = aCatalogue(aGuardrail('deny-one'), aGuardrail('deny-two', { type: 'RESOURCE_CONTROL_POLICY' }));

function fileOf(organization: Organization): GuardrailsFile {
  return guardrailsFile(organization, valueOf(assemble(organization, CATALOGUE)));
}

const PLACED = {
  placements: [
    aPlacement('deny-one', 'root', { parameters: { regions: ['eu-central-1'] } }),
    aPlacement('deny-two', 'audit'),
  ],
  exemptions: [
    anExemption('arn:*:iam::*:role/ci/one', ['deny-one'], { expires: '2027-03-31T00:00:00Z' }),
    anExemption('arn:*:iam::*:role/ci/two', ['deny-one', 'deny-two']),
  ],
};

describe('guardrails.json', () => {
  test('is what its own schema accepts', () => {
    const text = renderGuardrailsFile(fileOf(anOrganization(PLACED)));
    expect(guardrailsFileSchema.safeParse(JSON.parse(text))).toMatchObject({ success: true });
  });

  test('has null for every unknown id', () => {
    const { organization, targets, documents } = fileOf(aNewOrganization(PLACED));
    expect(organization).toMatchObject({ id: null, managementAccount: '111111111111' });
    expect(targets[0]).toEqual({ id: 'root', kind: 'root', awsId: null });
    expect(targets[1]).toMatchObject({ id: 'Security', kind: 'unit', parent: 'root', awsId: null });
    expect(targets.find(({ id }) => id === 'audit')).toMatchObject({
      id: 'audit',
      kind: 'account',
      parent: 'Security',
      accountId: null,
      state: 'active',
    });
    expect(documents.map(({ awsId }) => awsId)).toEqual([null, null]);
  });

  test('says what cannot be changed later: the home Region, and the names, address and stack of an account', () => {
    const { organization, targets } = fileOf(
      anOrganization({
        homeRegion: 'eu-west-1',
        units: [aUnit('Workloads', { name: 'Work' })],
        accounts: [anAccount('shop', 'Workloads', { name: 'Shop', stack: 'Accounts-2', tags: { 'cost-center': '1' } })],
      }),
    );
    expect(organization.homeRegion).toBe('eu-west-1');
    expect(targets[1]).toMatchObject({ id: 'Workloads', name: 'Work' });
    expect(targets[2]).toMatchObject({
      id: 'shop',
      name: 'Shop',
      email: 'aws+shop@example.com',
      stack: 'Accounts-2',
      owner: 'shop@example.com',
      budget: 100,
      tags: { 'cost-center': '1' },
    });
  });

  test('says how vaults keep backups, where the guardrail makes some', () => {
    const backups = { lock: { minimumDays: 9, maximumDays: null, finalAfterDays: 3 }, resourceTypes: ['S3'] };
    const withBackups = aCatalogue(aGuardrail('organization-backups'));
    const backedUp = anOrganization({
      backups,
      placements: [aPlacement('organization-backups', 'root', { parameters: { plans: {} } })],
    });
    const file = guardrailsFile(backedUp, valueOf(assemble(backedUp, withBackups)));
    expect(file.organization.backups).toEqual(backups);
    expect(fileOf(anOrganization({ ...PLACED, backups })).organization.backups).toBeNull();
  });

  test('lists parents before children and the management account below the root', () => {
    const organization = anOrganization({
      units: [aUnit('Workloads'), aUnit('Workloads/Production', { awsId: 'ou-ab12-product1' })],
      accounts: [anAccount('shop', 'Workloads/Production', { state: 'closed' })],
    });
    expect(fileOf(organization).targets).toMatchObject([
      { id: 'root', kind: 'root', awsId: 'r-ab12' },
      { id: 'Workloads', kind: 'unit', parent: 'root', awsId: null },
      { id: 'Workloads/Production', kind: 'unit', parent: 'Workloads', awsId: 'ou-ab12-product1' },
      { id: 'shop', kind: 'account', parent: 'Workloads/Production', accountId: null, state: 'closed' },
      { id: 'management', kind: 'management-account', parent: 'root', accountId: '111111111111', state: 'active' },
    ]);
  });

  test('lists the parameters and exemptions of each placement', () => {
    const [owner, reason] = ['team@example.com', 'A test'];
    expect(fileOf(anOrganization(PLACED)).placements).toEqual([
      {
        guardrail: 'deny-one',
        target: 'root',
        parameters: { regions: ['eu-central-1'] },
        exemptions: [
          { principal: 'arn:*:iam::*:role/ci/one', owner, reason, expires: '2027-03-31T00:00:00Z' },
          { principal: 'arn:*:iam::*:role/ci/two', owner, reason },
        ],
      },
      {
        guardrail: 'deny-two',
        target: 'audit',
        parameters: {},
        exemptions: [{ principal: 'arn:*:iam::*:role/ci/two', owner, reason }],
      },
    ]);
  });

  test('lists each document with its target and the guardrails of its statements', () => {
    expect(fileOf(anOrganization(PLACED)).documents).toMatchObject([
      {
        name: 'rampart-root-scp-1',
        type: 'SERVICE_CONTROL_POLICY',
        targets: ['root'],
        guardrails: { '/Statement/0': ['deny-one'], '/Statement/1': ['deny-one'] },
      },
      { name: 'rampart-audit-rcp-1', type: 'RESOURCE_CONTROL_POLICY', targets: ['audit'] },
    ]);
  });

  test('lists each quota by its name', () => {
    expect(fileOf(anOrganization()).quotas).toMatchObject({ serviceControlPolicyCharacters: 10_240, accounts: 10 });
    expect(Object.keys(fileOf(anOrganization()).quotas ?? {})).toEqual(Object.keys(DEFAULT_QUOTAS));
  });

  test('is the same text each time, indented by two, with a line break at the end', () => {
    const text = renderGuardrailsFile(fileOf(anOrganization(PLACED)));
    expect(text).toBe(renderGuardrailsFile(fileOf(anOrganization(PLACED))));
    expect(text.startsWith('{\n  "formatVersion": 1,\n  "organization": {\n    "id"')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
  });
});
