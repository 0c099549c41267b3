import type { App } from 'aws-cdk-lib';
import type { Baseline } from '../../lib/model/baseline';
import type { Organization } from '../../lib/model/organization';
import { BaselineStack } from '../../lib/stacks/baseline-stack';
import type { Ids } from '../../lib/stacks/ids';
import { aNewOrganization } from './a-landing-zone';
import { anAudit, LOG_ARCHIVE } from './an-audit';
import { anApp, resourcesOf, templateOf, type TemplateJson } from './synthesize';

export const AUDIT = '333333333333';
export const SHOP = '222222222222';
export const BUS = 'arn:aws:events:eu-central-1:111111111111:event-bus/rampart-events';

const NUMBERS: Readonly<Record<string, string>> = { audit: AUDIT, 'log-archive': LOG_ARCHIVE, shop: SHOP };

export const IDS: Ids = {
  organizationId: 'o-exampleorg1',
  rootId: 'r-ab12',
  unitId: () => 'ou-ab12-11111111',
  accountId: (account) => NUMBERS[account] ?? '555555555555',
};

/** The section `baseline`, with everything on. */
export function aBaseline(overrides: Partial<Baseline> = {}): Baseline {
  return {
    recorder: { frequency: 'continuous', records: 'all', types: [] },
    guardDuty: { forwardFrom: 7 },
    unusedAccessDays: 90,
    contacts: {},
    removesDefaultVpcs: true,
    emptiesDefaultSecurityGroups: true,
    ...overrides,
  };
}

/** The stack `Baseline` of the small organization of the tests. */
export function aBaselineStack(
  app: App = anApp(),
  baseline: Partial<Baseline> = {},
  organization: Partial<Organization> = {},
  ids: Ids = IDS,
): BaselineStack {
  return new BaselineStack(app, 'Baseline', {
    organization: aNewOrganization(organization),
    baseline: aBaseline(baseline),
    logArchive: { account: 'log-archive', lockDays: 365, trailDays: 400, otherDays: 180 },
    audit: anAudit(),
    ids,
  });
}

/** The template of a stack, and those in its StackSets. */
export interface BaselineTemplates {
  readonly stack: TemplateJson;
  readonly account: TemplateJson;
  readonly region: TemplateJson;
  readonly globalEvents: TemplateJson;
  readonly audit: TemplateJson;
}

export function baselineTemplates(stack: BaselineStack = aBaselineStack()): BaselineTemplates {
  const template = templateOf(stack);
  const distributed = (name: string): TemplateJson => {
    const body = stackSet(template, name)['TemplateBody'];
    if (typeof body !== 'string') throw new Error(`the StackSet ${name} has no template`);
    return JSON.parse(body) as TemplateJson;
  };
  return {
    stack: template,
    account: distributed('rampart-account'),
    region: distributed('rampart-region'),
    globalEvents: distributed('rampart-global-events'),
    audit: distributed('rampart-audit'),
  };
}

/** The properties of a StackSet. */
export function stackSet(template: TemplateJson, name: string): Readonly<Record<string, unknown>> {
  const found = resourcesOf(template, 'AWS::CloudFormation::StackSet').find(
    ([, { Properties }]) => Properties?.['StackSetName'] === name,
  );
  if (found === undefined) throw new Error(`no StackSet ${name}`);
  return found[1].Properties ?? {};
}
