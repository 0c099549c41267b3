import type { Predicate } from '../../../../lib/iam/algebra/predicates';
import type { ActionNames } from '../../../../lib/analysis/difference/action-names';
import { documentedCalls } from '../../../../lib/analysis/difference/documented-calls';

const [INSTANCE, CLUSTER] = ['arn:*:ec2:*:*:instance/*', 'arn:*:rds:*:*:cluster:*'];

function namesOf(known: readonly string[], openActions: string | null = null): ActionNames {
  const { length } = known;
  const one = { witness: known[0] ?? '', known, open: false, patterns: [], statements: [], has: () => length > 0 };
  return { classes: new Set([one]), openActions };
}

function on(...values: readonly string[]): readonly Predicate[] {
  return [{ key: 'resource', operator: 'matches', values, clause: null }];
}

describe('the calls of a change that AWS makes', () => {
  test('are those whose action touches the resource', () => {
    const predicates = on(INSTANCE, CLUSTER);
    expect(documentedCalls({ names: namesOf(['ec2:RunInstances', 's3:GetObject']), predicates })).toEqual({
      actions: ['ec2:RunInstances'],
      predicates: on(INSTANCE),
    });
  });

  test('are none where no action touches the resource', () => {
    expect(documentedCalls({ names: namesOf(['ec2:RunInstances']), predicates: on(CLUSTER) })).toBeNull();
  });

  test('may be of an action that AWS adds later, or does not document', () => {
    const predicates = on(CLUSTER);
    expect(documentedCalls({ names: namesOf(['ec2:RunInstances'], '*'), predicates })?.predicates).toEqual(predicates);
    expect(documentedCalls({ names: namesOf(['rds:NotYetKnown']), predicates })?.actions).toEqual(['rds:NotYetKnown']);
  });

  test('are all of them where the change is not about resources', () => {
    expect(documentedCalls({ names: namesOf(['s3:GetObject']), predicates: [] })?.actions).toEqual(['s3:GetObject']);
  });
});
