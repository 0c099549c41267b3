import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { find } from './judge';
import { AUDIT_READS } from '../../policies/data/audit-reads';

const guardrail = find('quarantine');

describe('auditors', () => {
  const reads = AUDIT_READS.flatMap(({ actions }) => actions);
  const catalogue = loadServiceReference();

  test.each(reads)('only read by %s', (pattern) => {
    const levels = new Set(catalogue.actionsMatching(pattern).map(({ level }) => level));
    expect([...levels].filter((level) => level !== 'Read' && level !== 'List')).toEqual([]);
  });

  test.each([
    'dynamodb:GetItem',
    'ec2:GetPasswordData',
    'kms:Decrypt',
    'lambda:GetFunction',
    's3:GetObject',
    'secretsmanager:GetSecretValue',
    'sqs:ReceiveMessage',
    'ssm:GetParameter',
  ])('do not see data by %s', (action) => {
    expect(reads.filter((pattern) => catalogue.actionsMatching(pattern).some(({ name }) => name === action))).toEqual(
      [],
    );
  });
});

describe('readers', () => {
  test.each(['arn:*:iam::*:role/*', '*', 'arn:*:iam::*:user/auditor', 'arn:*:sts::*:assumed-role/audit/x'])(
    'cannot be `%s`',
    (reader) => {
      expect(guardrail.parameters.safeParse({ readers: [reader] }).success).toBe(false);
    },
  );
});
