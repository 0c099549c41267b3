import { NOT_FINISHED } from '../../constructs/finisher/definition';
import { STACK_SETS } from '../../lib/model/names';
import { deployTemplate } from '../support/deploy-template';
import { matchesEvent } from '../support/event-pattern-matcher';
import { SHOP, stackSet } from '../support/a-baseline';
import { LOG_ARCHIVE } from '../support/an-audit';
import { anExecution } from '../support/forwarded-samples';
import { requireStack, resourcesOf, synthesize, type SynthesizedStack, type TemplateJson } from '../support/synthesize';
import { theExample } from '../support/the-example';

/*
 * How a failure of the finisher reaches people: through every template of the shipped organization that it passes. A rule in
 * the account, its role, the bus with its policy, a rule on the bus, the topic.
 */

type Json = Readonly<Record<string, unknown>>;

const MEMBER = { account: SHOP, region: 'eu-west-1' };
const stacks = synthesize(theExample());

/** What a failure passes. */
interface Path {
  /** In the account and Region in which the state machine is. */
  readonly region: TemplateJson;
  /** In the home Region of that account: its roles. */
  readonly account: TemplateJson;
  /** In the home Region of the management account: bus and topic. */
  readonly audit: TemplateJson;
}

function bodyOf(name: string): TemplateJson {
  const { template } = requireStack(stacks, 'Baseline');
  return JSON.parse(String(stackSet(template, name)['TemplateBody'])) as TemplateJson;
}

const path: Path = {
  region: deployTemplate(bodyOf(STACK_SETS.region), { ...MEMBER, parameters: { LogArchive: LOG_ARCHIVE } }),
  account: deployTemplate(bodyOf(STACK_SETS.account), {
    ...{ account: SHOP, region: 'eu-central-1', parameters: { Audit: '333333333333' } },
  }),
  audit: requireStack(stacks, 'Audit').template,
};

function failureOf({ region }: Path): Json {
  const [[, stateMachine] = []] = resourcesOf(region, 'AWS::StepFunctions::StateMachine');
  const name = String(stateMachine?.Properties?.['StateMachineName']);
  const event = anExecution('FAILED', MEMBER.region, name);
  return { ...event, detail: { ...(event as { readonly detail: object }).detail, error: NOT_FINISHED } };
}

interface Target {
  readonly Arn: unknown;
  readonly RoleArn?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap: Readonly<Record<string, string>>;
    readonly InputTemplate: string;
  };
}

function rulesFor(
  template: TemplateJson,
  event: Json,
  isOnBus: boolean,
): readonly { name: string; targets: readonly Target[] }[] {
  return resourcesOf(template, 'AWS::Events::Rule').flatMap(([, { Properties = {} }]) =>
    (Properties['EventBusName'] !== undefined) === isOnBus &&
    Properties['State'] !== 'DISABLED' &&
    Properties['EventPattern'] !== undefined &&
    matchesEvent(Properties['EventPattern'] as object, event)
      ? [{ name: String(Properties['Name']), targets: Properties['Targets'] as readonly Target[] }]
      : [],
  );
}

/** What people read, or where the failure is lost. */
function toldOf(all: Path): string {
  const event = failureOf(all);
  const [rule] = rulesFor(all.region, event, false);
  if (rule === undefined) return 'lost: no rule of the account forwards it';
  const [{ Arn: busArn, RoleArn: roleArn = '' } = { Arn: '' }] = rule.targets;
  const role = roleNamed(all.account, roleArn);
  if (role === undefined) return 'lost: the rule has no role';
  const ruleArn = `arn:aws:events:${MEMBER.region}:${SHOP}:rule/${rule.name}`;
  if (!trusts(role, ruleArn)) return 'lost: the role does not trust the rule';
  if (!sends(all.account, roleArn, String(busArn))) return 'lost: the role may not send to the bus';
  const [[, bus] = []] = resourcesOf(all.audit, 'AWS::Events::EventBus');
  const busName = String(bus?.Properties?.['Name']);
  if (!String(busArn).endsWith(`:event-bus/${busName}`)) return 'lost: there is no such bus';
  if (!JSON.stringify(bus?.Properties?.['Policy']).includes('"aws:PrincipalOrgID"'))
    return 'lost: the bus admits nobody';
  const [received] = rulesFor(all.audit, event, true);
  const [target] = received?.targets ?? [];
  if (target?.InputTransformer === undefined) return 'lost: no rule of the bus tells it';
  const topics = resourcesOf(all.audit, 'AWS::SNS::Topic');
  const topic = topics.find(([id]) => JSON.stringify(target.Arn).includes(`"${id}"`))?.[1].Properties?.['TopicName'];
  const { InputPathsMap: paths, InputTemplate: template } = target.InputTransformer;
  const text = template.replaceAll(/<(\w+)>/g, (_, name: string) => valueAt(event, paths[name] ?? ''));
  return `${String(topic)}: ${text}`;
}

function roleNamed(template: TemplateJson, arn: string): Json | undefined {
  return resourcesOf(template, 'AWS::IAM::Role').find(([, { Properties = {} }]) =>
    arn.endsWith(`:role${String(Properties['Path'])}${String(Properties['RoleName'])}`),
  )?.[1].Properties;
}

function trusts(role: Json, ruleArn: string): boolean {
  const { Statement } = role['AssumeRolePolicyDocument'] as {
    readonly Statement: readonly { readonly Condition: { readonly ArnLike: { readonly 'aws:SourceArn': string } } }[];
  };
  return Statement.some(({ Condition }) => {
    const pattern = Condition.ArnLike['aws:SourceArn'].replaceAll('*', '.*');
    return new RegExp(`^${pattern}$`).test(ruleArn);
  });
}

function sends(template: TemplateJson, roleArn: string, busArn: string): boolean {
  const policies = resourcesOf(template, 'AWS::IAM::ManagedPolicy').map(([, { Properties = {} }]) => Properties);
  const own = policies.find(({ ManagedPolicyName }) => roleArn.endsWith(`/${String(ManagedPolicyName)}`));
  const { Statement = [] } = (own?.['PolicyDocument'] ?? {}) as { readonly Statement?: readonly Json[] };
  return Statement.some(({ Action, Resource }) => Action === 'events:PutEvents' && Resource === busArn);
}

function valueAt(event: Json, at: string): string {
  const value = at
    .replace('$.', '')
    .split('.')
    .reduce<unknown>((part, key) => (part as Json | undefined)?.[key], event);
  return typeof value === 'string' ? value : '';
}

test('a failure of the finisher reaches the topic of the rules, as a sentence with the place and the execution', () => {
  const told = toldOf(path);
  expect(told).toMatch(/^rampart-rules: "A state machine has failed in an account\. /);
  for (const part of [`account ${SHOP}`, 'Region eu-west-1', 'FAILED', NOT_FINISHED, 'execution:rampart-finisher:'])
    expect(told).toContain(part);
});

test('the failure is that of a standard state machine, because others send no events', () => {
  const types = resourcesOf(path.region, 'AWS::StepFunctions::StateMachine').map(
    ([, { Properties }]) => Properties?.['StateMachineType'],
  );
  expect(types).toEqual(['STANDARD']);
});

test.each<readonly [what: string, part: keyof Path, from: string | RegExp, to: string, lost: string]>([
  ['another beginning of the name', 'region', '"rampart-finisher"', '"finisher"', 'no rule of the account'],
  ['a rule that waits for successes', 'region', '"FAILED"', '"SUCCEEDED"', 'no rule of the account'],
  ['a rule of another name', 'region', '"rampart-forward-failed-executions"', '"failed"', 'does not trust the rule'],
  ['another role', 'region', /role\/platform\/event-forwarder/g, 'role/platform/sender', 'has no role'],
  ['a role for another bus', 'account', 'event-bus/rampart-events', 'event-bus/default', 'may not send'],
  ['another bus', 'audit', '"Name":"rampart-events"', '"Name":"events"', 'no such bus'],
  ['a bus for nobody', 'audit', '"aws:PrincipalOrgID"', '"aws:PrincipalAccount"', 'admits nobody'],
  ['a bus without the rule', 'audit', /Step Functions Execution Status Change/g, 'Other', 'no rule of the bus'],
])('%s is noticed', (_, part, from, to, lost) => {
  const text = JSON.stringify(path[part]);
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  expect(toldOf({ ...path, [part]: JSON.parse(edited) as SynthesizedStack['template'] })).toContain(lost);
});
