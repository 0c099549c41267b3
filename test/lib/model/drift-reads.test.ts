import { loadServiceReference } from '../../../lib/iam/service-reference/load';
import { DRIFT_READS, STACK_DRIFT_READS } from '../../../lib/model/drift-reads';
import { CALLS } from '../../docs/cloudformation-calls';

/** What the handlers call only while they create something. */
const DURING_CREATION =
  /:(Describe\w+(Creation|Provisioning)Status|DescribeCreateAccountStatus|GetObject|GetSAMLProvider|ListRoles|ListPolicies|GetTemplateSummary|\w+StackSetOperation\w*|DescribeStackInstance)$/;

const all = [...DRIFT_READS, ...STACK_DRIFT_READS];

describe('the permissions of `rampart drift`', () => {
  test.each([
    ['its own', DRIFT_READS],
    ["CloudFormation's", STACK_DRIFT_READS],
  ])('%s are each there once', (_name, reads) => {
    expect(new Set(reads).size).toBe(reads.length);
  });

  test('exist at AWS', () => {
    const reference = loadServiceReference();
    expect(all.filter((action) => !reference.actionExists(action))).toEqual([]);
  });

  test('change nothing', () => {
    expect(
      all.filter((action) => !/:(?:BatchDescribe|BatchGet|Describe|Detect|Get|List|View)[A-Z]/.test(action)),
    ).toEqual([]);
  });

  test('include what CloudFormation reads of each type of resource in our stacks', () => {
    const handlers = Object.values(CALLS).flatMap(({ always, ifSet = {} }) => [
      ...always,
      ...Object.values(ifSet).flat(),
    ]);
    const reads = handlers.filter((action) => /:(?:Describe|Get|List|View)[A-Z]/.test(action));
    expect(reads.length).toBeGreaterThan(50);
    expect(reads.filter((action) => !all.includes(action) && !DURING_CREATION.test(action))).toEqual([]);
  });
});
