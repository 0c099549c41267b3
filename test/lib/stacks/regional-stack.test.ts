import { gateNag } from '../../../lib/stacks/nag';
import { anOrganization } from '../../support/an-organization';
import { aRegionalStack, MANAGEMENT } from '../../support/an-audit';
import { forwardingFaults } from '../../support/audit-faults';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const stack = aRegionalStack(anApp());
const template = templateOf(stack);

test('the stack is in the management account in us-east-1, protected from deletion', () => {
  expect([stack.account, stack.region, stack.stackName, stack.terminationProtection]).toEqual([
    MANAGEMENT,
    'us-east-1',
    'Rampart-Regional-us-east-1',
    true,
  ]);
});

test('the stack has no faults: what reaches EventBridge only here goes to the home Region', () => {
  expect(forwardingFaults(template)).toEqual([]);
});

test('the stack passes the packs of cdk-nag', () => {
  const app = anApp();
  aRegionalStack(app);
  gateNag(app);
  expect(() => app.synth()).not.toThrow();
});

test('nothing is forwarded if us-east-1 is the home Region: the events are there', () => {
  const atHome = templateOf(aRegionalStack(anApp(), anOrganization({ homeRegion: 'us-east-1' })));
  expect(JSON.stringify(atHome)).not.toContain('AWS::Events::Rule');
});

type Properties = Record<string, unknown>;

const SABOTAGES: Readonly<Record<string, readonly [sabotage: (broken: TemplateJson) => void, fault: string]>> = {
  'another bus': [
    (broken) => {
      for (const target of rule(broken, 'global-events')['Targets'] as Properties[])
        target['Arn'] = 'arn:aws:events:eu-central-1:999999999999:event-bus/default';
    },
    "the rule rampart-global-events does not forward to the home Region's bus only",
  ],
  'one bus more': [
    (broken) => {
      (rule(broken, 'root-calls')['Targets'] as Properties[]).push({ Id: 'Other', Arn: 'arn:aws:events:::other' });
    },
    "the rule rampart-root-calls does not forward to the home Region's bus only",
  ],
  'a rule that is off': [
    (broken) => (rule(broken, 'global-events')['State'] = 'DISABLED'),
    'the rule rampart-global-events is DISABLED',
  ],
  'a rule that does not see root sessions': [
    (broken) => (rule(broken, 'root-sessions-and-rules')['State'] = 'ENABLED'),
    'the rule rampart-root-sessions-and-rules is ENABLED, not',
  ],
  'a service less': [
    (broken) => {
      const { detail } = rule(broken, 'global-events')['EventPattern'] as { detail: { eventSource: string[] } };
      detail.eventSource = detail.eventSource.filter((service) => service !== 'organizations.amazonaws.com');
    },
    'not forwarded: organization-changes: CloseAccount',
  ],
  'all calls of STS': [
    (broken) => {
      const { detail } = rule(broken, 'global-events')['EventPattern'] as { detail: { eventSource: string[] } };
      detail.eventSource.push('sts.amazonaws.com');
    },
    'forwarded: a role that is assumed',
  ],
  'a role that may send to every bus': [
    (broken) => (only(broken, 'AWS::IAM::ManagedPolicy')['PolicyDocument'] = anyBus()),
    'the role may do other things than it must',
  ],
};

test.each(Object.entries(SABOTAGES))('%s is noticed', (_, [sabotage, fault]) => {
  const broken = structuredClone(template);
  sabotage(broken);
  expect(forwardingFaults(broken)).toContainEqual(expect.stringContaining(fault));
});

function anyBus(): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: '*' }] };
}

function rule(broken: TemplateJson, id: string): Properties {
  const found = resourcesOf(broken, 'AWS::Events::Rule').find(
    ([, { Properties }]) => Properties?.['Name'] === `rampart-${id}`,
  );
  if (found === undefined) throw new Error(`no rule '${id}'`);
  return found[1].Properties as Properties;
}

function only(broken: TemplateJson, type: string): Properties {
  const [[, resource] = []] = resourcesOf(broken, type);
  if (resource === undefined) throw new Error(`no ${type}`);
  return resource.Properties as Properties;
}
