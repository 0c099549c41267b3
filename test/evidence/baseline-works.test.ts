import type { RequestLine } from '../../lib/analysis/evaluate/request-line';
import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { ROOT, type Organization, type PlatformKind } from '../../lib/model/organization';
import { arnOf, callsFor, needsOf, needsOfFinisher, QUARANTINED, type Need } from './baseline-needs';
import { baselineWorld, exampleWithBaseline, type BaselineWorld } from './baseline-world';
import type { TemplateJson } from '../support/synthesize';

/*
 * The guardrails of the shipped organization, held to what the templates of the baseline do: the baseline works in every
 * unit, and nobody there can take it away.
 */

const organization = exampleWithBaseline();
const world = baselineWorld(organization);

/** What the guardrails do not plainly permit, with the guardrails that are in the way. */
function stopped({ decide }: BaselineWorld, needs: readonly Need[]): readonly string[] {
  return needs.flatMap(({ why, request }) => {
    const { decision, by } = decide(request);
    if (decision === 'permitted') return [];
    const guardrails = [...new Set(by.flatMap((one) => one.guardrails))].join(', ');
    return [`${why}: ${request.action} in ${request.account ?? ''} is ${decision} by ${guardrails}`];
  });
}

describe('the baseline', () => {
  const needs = needsOf(world);

  test('is in every unit, Suspended included, and in every governed Region and us-east-1', () => {
    expect([...world.accounts.keys()]).toEqual([ROOT, ...organization.units.map(({ id }) => id)]);
    expect([...world.accounts.keys()]).toContain('Suspended');
    const regions = new Set(world.stacks.map(({ region }) => region));
    expect([...regions].sort()).toEqual([...new Set([...organization.governedRegions, 'us-east-1'])].sort());
  });

  test('is stopped by no guardrail, in no unit and Region', () => {
    expect(needs.length).toBeGreaterThan(1000);
    expect(stopped(world, needs)).toEqual([]);
  });

  test('finishes accounts by one role, and starts the finisher by another one', () => {
    const finishing = needs.filter(({ why }) => / finishes$| starts$/.test(why));
    const callers = finishing.map(({ request }) => request.principal.replace(/^arn:aws:iam::\d{12}:/, ''));
    expect([...new Set(callers)].sort()).toEqual(['role/platform/finisher', 'role/platform/finisher-start']);
    const actions = new Set(finishing.map(({ request }) => request.action));
    for (const action of ['ec2:DeleteVpc', 'iam:UpdateAccountPasswordPolicy', 'account:PutAlternateContact'])
      expect(actions).toContain(action);
  });

  test('leaves an account in quarantine as it is: nothing can start the finisher there', () => {
    const account = world.accounts.get(QUARANTINED);
    const calls = world.stacks
      .filter((stack) => stack.account === account)
      .flatMap(({ region, template }) =>
        Object.entries(template.Resources).flatMap(([id, resource]) =>
          needsOfFinisher(id, resource, { account: account ?? '', region }),
        ),
      );
    const starts = calls.filter(({ request }) => request.action === 'states:StartExecution');
    expect(starts).toHaveLength(organization.governedRegions.length);
    expect(stopped(world, starts)).toHaveLength(starts.length);
  });

  test('forwards events by one role, and records by a service-linked one', () => {
    const callers = (action: string) => [
      ...new Set(
        needs.flatMap(({ request }) =>
          request.action === action ? [request.principal.replace(/^arn:aws:iam::\d{12}:/, '')] : [],
        ),
      ),
    ];
    expect(callers('events:PutEvents')).toEqual(['role/platform/event-forwarder']);
    expect(callers('s3:PutObject')).toEqual(['role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig']);
    const bound = needs.filter(({ request }) => request.principal.includes(':role/aws-service-role/'));
    const why = bound.map(({ request }) => world.decide(request).exempt);
    expect([...new Set(why)]).toEqual(['service-linked-role']);
  });

  test('is not stopped where us-east-1 is not governed', () => {
    const european = baselineWorld(inEurope(organization));
    const global = needsOf(european).filter(({ request }) => request.context?.['aws:RequestedRegion'] === 'us-east-1');
    expect(global.length).toBeGreaterThan(100);
    expect(stopped(european, needsOf(european))).toEqual([]);
  });
});

/** Only Regions of Europe. */
function inEurope(whole: Organization): Organization {
  return { ...whole, governedRegions: ['eu-central-1', 'eu-west-1'], packing: { formatVersion: 1, documents: {} } };
}

/** What somebody in an account can still do to the baseline there, as `action thing`. */
function changeable({ decide, stacks, stackSets }: BaselineWorld): readonly string[] {
  const things = [
    ...stacks.flatMap(({ account, region, template }) =>
      Object.values(template.Resources).flatMap((resource) => {
        const arn = arnOf(resource, { account, region }) ?? '*';
        return callsFor(resource)
          .filter((action) => !ATTACHMENT.test(action) || resource.Properties?.['Roles'] !== undefined)
          .map((action) => ({ account, region, action, resource: touchedBy(action, arn) }));
      }),
    ),
    ...[...new Set(stacks.map(({ account }) => account))].flatMap((account) =>
      stackSets.flatMap((name) =>
        STACK_CALLS.map((action) => ({
          ...{ account, region: 'eu-central-1', action },
          resource: `arn:aws:cloudformation:eu-central-1:${account}:stack/StackSet-${name}-0a1b2c3d/4e5f`,
        })),
      ),
    ),
  ];
  const found = things
    .filter(({ action, resource }) => isChange(action) && !LEFT_OPEN.has(action) && !isOfService(action, resource))
    .flatMap(({ account, region, action, resource }) =>
      ['developer', 'admin'].flatMap((name) => {
        const context = { 'aws:RequestedRegion': region, 'aws:SecureTransport': 'true' };
        const principal = `arn:aws:iam::${account}:role/${name}`;
        const request: RequestLine = { id: 'test', account, principal, action, resource, context };
        return decide(request).decision === 'denied' ? [] : [`${action} ${resource.split(':').slice(5).join(':')}`];
      }),
    );
  return [...new Set(found)];
}

const ATTACHMENT = /^iam:(?:Attach|Detach)RolePolicy$/;

/** A policy is attached to a role, here one with its path and name. The boundary is attached to none. */
function touchedBy(action: string, arn: string): string {
  return ATTACHMENT.test(action) ? arn.replace(':policy/', ':role/') : arn;
}

const STACK_CALLS = ['UpdateStack', 'DeleteStack', 'CreateChangeSet', 'ExecuteChangeSet', 'SetStackPolicy'].map(
  (name) => `cloudformation:${name}`,
);

/** What changes nothing that is there: each with the reason. */
const LEFT_OPEN: ReadonlyMap<string, string> = new Map([
  ['access-analyzer:CreateAnalyzer', 'an analyzer of that name is there, so it fails'],
  ['config:StartConfigurationRecorder', 'starts what StopConfigurationRecorder, which is denied, would have stopped'],
  ['guardduty:CreateDetector', 'there is one detector in a Region, so it fails'],
  ['iam:CreateServiceLinkedRole', 'makes what is there'],
  ['iam:DeleteServiceLinkedRole', 'IAM refuses it while a recorder uses the role, and the recorder stays'],
  ['iam:PassRole', 'changes nothing without the call that takes the role, which is here, too'],
  ['organizations:EnableAWSServiceAccess', 'only the management account can call it'],
  ...['access-analyzer', 'config', 'guardduty'].flatMap((service) =>
    ['TagResource', 'UntagResource'].map((name) => [`${service}:${name}`, 'no guardrail looks at these tags'] as const),
  ),
]);

/** IAM changes no more of a service-linked role than its description. */
function isOfService(action: string, resource: string): boolean {
  return action === 'iam:UpdateRole' && resource.includes(':role/aws-service-role/');
}

function isChange(action: string): boolean {
  const level = loadServiceReference().action(action)?.level;
  if (level === undefined) throw new Error(`AWS documents no action ${action}`);
  return level !== 'Read' && level !== 'List';
}

test('nobody in an account can change what the templates put there', () => {
  expect(changeable(world)).toEqual([]);
});

describe('a mistake is noticed', () => {
  const guarded = (edit: (whole: Organization) => Organization): BaselineWorld =>
    baselineWorld(organization, { ...edit(organization), packing: { formatVersion: 1, documents: {} } });
  const without = (guardrail: string) =>
    guarded((whole) => ({
      ...whole,
      placements: whole.placements.filter((placement) => placement.guardrail !== guardrail),
    }));
  const exempting = (kind: PlatformKind, from: readonly string[]) =>
    guarded(({ platform, ...whole }) => ({
      ...whole,
      platform: { ...platform, exemptFrom: { ...platform.exemptFrom, [kind]: from } },
    }));

  test('when quarantine binds the forwarder', () => {
    const silent = exempting('forwarder', ['deny-unapproved-regions']);
    const found = stopped(silent, needsOf(silent));
    expect(found.length).toBeGreaterThan(0);
    const suspended = silent.accounts.get('Suspended') ?? '';
    for (const one of found) expect(one).toMatch(`events:PutEvents in ${suspended} is denied by quarantine`);
  });

  test('when the lock on Regions binds the forwarder, and us-east-1 is not governed', () => {
    const { platform } = organization;
    const european = inEurope(organization);
    const bound = { ...platform, exemptFrom: { ...platform.exemptFrom, forwarder: ['quarantine'] } };
    const silent = baselineWorld(european, { ...european, platform: bound });
    expect(stopped(silent, needsOf(silent)).join()).toMatch(
      /events:PutEvents in \d+ is denied by deny-unapproved-regions/,
    );
  });

  test.each([
    ['finisher', 'deny-account-changes', 'account:PutAlternateContact'],
    ['finisher', 'protect-baseline', 'iam:UpdateAccountPasswordPolicy'],
    ['finisherStart', 'protect-baseline', 'states:StartExecution'],
  ] as const)('when the %s is bound by %s', (kind, guardrail, action) => {
    const { exemptFrom } = organization.platform;
    const bound = exempting(
      kind,
      [exemptFrom[kind]].flat().filter((id) => id !== guardrail),
    );
    const found = stopped(bound, needsOf(bound));
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one).toMatch(new RegExp(`: ${action} in \\d+ is denied by ${guardrail}$`));
  });

  test('when a guardrail of the baseline binds StackSets', () => {
    const all = organization.placements.map(({ guardrail }) => guardrail);
    const stuck = exempting(
      'stackSetsExecution',
      all.filter((id) => id !== 'protect-baseline'),
    );
    expect(stopped(stuck, needsOf(stuck)).join()).toMatch(/events:PutRule in \d+ is denied by protect-baseline/);
  });

  test('when a recorder works by another role', () => {
    const needs = needsOf(world).flatMap(({ why, request }) =>
      request.principal.endsWith('AWSServiceRoleForConfig')
        ? [{ why, request: { ...request, principal: `arn:aws:iam::${request.account ?? ''}:role/recorder` } }]
        : [],
    );
    expect(stopped(world, needs).join()).toContain('is denied by quarantine');
  });

  test.each([
    ['protect-baseline', 'events:DeleteRule rule/rampart-forward-mfa'],
    ['protect-config', 'config:PutConfigurationRecorder configuration-recorder/rampart/0a1b'],
    ['protect-guardduty', 'guardduty:DeleteDetector detector/0a1b'],
    ['protect-platform-roles', 'iam:UpdateAssumeRolePolicy role/platform/event-forwarder'],
    ['protect-platform-roles', 'iam:UpdateAssumeRolePolicy role/platform/finisher'],
    ['protect-baseline', 'states:UpdateStateMachine stateMachine:rampart-finisher'],
    ['protect-baseline', 'scheduler:UpdateSchedule schedule/default/rampart-finisher'],
    ['protect-access-analyzer', 'access-analyzer:DeleteAnalyzer analyzer/rampart-external-access'],
  ])('when %s is not placed', (guardrail, opened) => {
    expect(changeable(without(guardrail))).toContain(opened);
  });

  test('when a template gives a rule another name', () => {
    const renamed = {
      ...world,
      stacks: world.stacks.map((stack) => ({
        ...stack,
        template: JSON.parse(
          JSON.stringify(stack.template).replaceAll('"rampart-forward-mfa"', '"forward-mfa"'),
        ) as TemplateJson,
      })),
    };
    expect(changeable(renamed)).toContain('events:DeleteRule rule/forward-mfa');
  });
});
