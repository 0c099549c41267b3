import type { ParameterProblem } from '../../policies/core/guardrail';
import { anOrganization } from '../support/an-organization';
import { DEPLOYMENT, find, INSTANCE, judge } from './judge';

const ID = 'limit-instance-types';
const BURSTABLE = { parameters: { allowed: ['t3.*', 't4g.*'] } };

function call(action: string, context: Record<string, string> = {}) {
  return { action, resource: INSTANCE, context };
}

describe('a launch', () => {
  const isDenied = judge(ID, BURSTABLE);

  test('is limited to the list', () => {
    expect(isDenied(call('ec2:RunInstances', { 'ec2:InstanceType': 't3.micro' }))).toBe(false);
    for (const type of ['p5.48xlarge', 'm7i.large', 't3a.micro'])
      expect(isDenied(call('ec2:RunInstances', { 'ec2:InstanceType': type }))).toBe(true);
  });

  test('is possible for the platform', () => {
    const launch = call('ec2:RunInstances', { 'ec2:InstanceType': 'm7i.large' });
    expect(isDenied({ ...launch, principal: DEPLOYMENT })).toBe(false);
  });

  test('is not denied on resources without a type', () => {
    for (const resource of ['subnet/subnet-1', 'volume/vol-1', 'network-interface/eni-1']) {
      const arn = `arn:aws:ec2:eu-central-1:222222222222:${resource}`;
      expect(isDenied({ action: 'ec2:RunInstances', resource: arn })).toBe(false);
    }
  });

  test('may take ordinary types by default, not the largest', () => {
    const byDefault = judge(ID);
    for (const type of ['t3.micro', 'm7i.large', 'c8g.4xlarge', 'r6a.2xlarge', 'm6g.medium'])
      expect(byDefault(call('ec2:RunInstances', { 'ec2:InstanceType': type }))).toBe(false);
    for (const type of ['m7i.48xlarge', 'p5.48xlarge', 'g6.xlarge', 'mac2.metal', 'c7i.metal-24xl'])
      expect(byDefault(call('ec2:RunInstances', { 'ec2:InstanceType': type }))).toBe(true);
  });
});

describe('a fleet', () => {
  const isDenied = judge(ID, BURSTABLE);

  test('is denied with another type, and checked at the launch without one', () => {
    expect(isDenied(call('ec2:CreateFleet', { 'ec2:InstanceType': 'm7i.large' }))).toBe(true);
    expect(isDenied(call('ec2:CreateFleet', { 'ec2:InstanceType': 't3.micro' }))).toBe(false);
    expect(isDenied(call('ec2:CreateFleet'))).toBe(false);
  });

  test('cannot be requested with the legacy spot APIs, unless a parameter allows it', () => {
    const permits = judge(ID, { parameters: { denySpotRequests: false } });
    for (const action of ['ec2:RequestSpotInstances', 'ec2:RequestSpotFleet']) {
      expect(isDenied({ action })).toBe(true);
      expect(permits({ action })).toBe(false);
    }
  });
});

describe('a change of an instance', () => {
  const isDenied = judge(ID, BURSTABLE);

  test('is limited to the list, regardless of the type before', () => {
    const resize = (to: string) =>
      call('ec2:ModifyInstanceAttribute', { 'ec2:InstanceType': 't3.micro', 'ec2:Attribute/InstanceType': to });
    expect(isDenied(resize('t4g.large'))).toBe(false);
    expect(isDenied(resize('p5.48xlarge'))).toBe(true);
  });

  test('of another attribute stays possible, also where the type is not on the list', () => {
    expect(isDenied(call('ec2:ModifyInstanceAttribute', { 'ec2:InstanceType': 'm5.large' }))).toBe(false);
  });
});

describe('parameters', () => {
  const guardrail = find(ID);
  const check = (allowed: readonly string[]): readonly ParameterProblem[] =>
    guardrail.check?.(guardrail.parameters.parse({ allowed }), anOrganization()) ?? [];
  const conflicts = (allowed: readonly string[], id: string, theirs: unknown): readonly ParameterProblem[] =>
    guardrail.conflicts?.(guardrail.parameters.parse({ allowed }), [
      { guardrail: id, target: 'root', parameters: find(id).parameters.parse(theirs) },
    ]) ?? [];

  test('fail with an empty list', () => {
    expect(check([])).toMatchObject([{ at: ['allowed'] }]);
  });

  test.each(['t3', 'T3.*', 't3.huge', 't3.*.*', 'micro', 't3 .micro', '.large', 't3.', 't3.large*x'])(
    'fail with `%s`, which matches no instance type',
    (pattern) => {
      expect(check(['t3.*', pattern])).toMatchObject([{ at: ['allowed', 1] }]);
    },
  );

  test.each([
    't3.*',
    't3*',
    '*.large',
    'm?i.*',
    'c7g.2xlarge',
    'u-6tb1.metal',
    'u7in-32tb.224xlarge',
    'mac2-m2.metal',
    'c7i.metal-24xl',
    'm9x.64xlarge',
  ])('may name `%s`', (pattern) => {
    expect(check([pattern])).toEqual([]);
  });

  test('contradict a family that is denied at the same target', () => {
    expect(conflicts(['t3.*', 'p5.*'], 'deny-expensive-services', {})).toMatchObject([
      { at: ['allowed', 1], message: expect.stringContaining('denies the family `p`') as string },
    ]);
    expect(conflicts(['p5.*'], 'deny-expensive-services', { families: ['x'] })).toEqual([]);
  });

  test('have no effect beyond a list above', () => {
    expect(conflicts(['t3.*', 'm7i.*'], ID, { allowed: ['t*.*'] })).toMatchObject([{ at: ['allowed', 1] }]);
    expect(conflicts(['t3.micro'], ID, { allowed: ['t3.*'] })).toEqual([]);
    expect(conflicts(['t3.*'], 'deny-root-user', {})).toEqual([]);
  });
});
