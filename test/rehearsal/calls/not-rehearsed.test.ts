import type { GuardrailsFile } from '../../../lib/model/guardrails-file';
import { whyNotRehearsed } from '../../../rehearsal/calls/not-rehearsed';

const NOTHING: GuardrailsFile = {
  formatVersion: 1,
  organization: { id: null, managementAccount: '111111111111' },
  targets: [{ id: 'root', kind: 'root' }],
  documents: [],
};

function denying(
  statement: { Action?: string | readonly string[]; NotAction?: string },
  pointer = '/Statement/0',
): GuardrailsFile {
  const content = {
    Version: '2012-10-17' as const,
    Statement: [{ Effect: 'Deny' as const, Resource: '*', ...statement }],
  };
  const document = { name: 'scp-1', type: 'SERVICE_CONTROL_POLICY' as const, targets: ['root'], content };
  return { ...NOTHING, documents: [{ ...document, guardrails: { [pointer]: ['mine'] } }] };
}

describe('why a guardrail is not rehearsed', () => {
  test('the emulator enforces policies for none of its services', () => {
    expect(whyNotRehearsed('mine', 'root', denying({ Action: ['ec2:RunInstances', 'rds:*'] }))).toBe(
      'the emulator does not enforce policies for ec2, rds',
    );
    expect(whyNotRehearsed('mine', 'root', denying({ Action: 'ec2:*' }, '/Statement/0/Action'))).toBe(
      'the emulator does not enforce policies for ec2',
    );
  });

  test('it is a management policy', () => {
    const settings = [
      { name: 'tags', type: 'TAG_POLICY' as const, targets: ['root'], content: {}, guardrails: { '': ['mine'] } },
    ];
    expect(whyNotRehearsed('mine', 'root', { ...NOTHING, settings })).toContain('TAG_POLICY');
  });

  test('it denies nothing there', () => {
    expect(whyNotRehearsed('mine', 'Workloads', denying({ Action: 'iam:*' }))).toContain('denies nothing');
    expect(whyNotRehearsed('mine', 'root', denying({ Action: 'iam:*' }, '/Statement/1'))).toContain('denies nothing');
  });

  test('is unknown if calls could be made', () => {
    expect(whyNotRehearsed('mine', 'root', denying({ Action: ['ec2:*', 'iam:CreateUser'] }))).toBeNull();
    expect(whyNotRehearsed('mine', 'root', denying({ NotAction: 'ec2:*' }))).toBeNull();
    expect(whyNotRehearsed('mine', 'root', denying({ Action: '*' }))).toBeNull();
  });
});
