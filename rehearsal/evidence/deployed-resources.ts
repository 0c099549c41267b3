import { z } from 'zod';
import type { ConfigurationVersion } from '../configuration/versions';
import { templateSchema, type SynthesizedTemplate } from '../assembly/template';
import { BASELINE } from '../../lib/model/names';
import { STACK_SET } from '../stack-sets/stack-set';

/** A rule of EventBridge in a template. */
export interface DeployedRule {
  readonly name: string;
  readonly region: string;
  readonly description: string;
  readonly state: string;
  /** Its bus. Null: the default one. */
  readonly bus: string | null;
}

/** A rule that a StackSet brings to accounts. */
export interface MemberRule {
  readonly name: string;
  readonly regions: readonly string[];
}

/** An alarm in a template, with the metric filter that feeds it. */
export interface DeployedAlarm {
  readonly name: string;
  /** Null: it depends on values that only CloudFormation knows. */
  readonly filterPattern: string | null;
  readonly threshold: number;
}

const ruleSchema = z.object({
  Name: z.string(),
  Description: z.string(),
  State: z.string().default('ENABLED'),
  EventBusName: z.object({ Ref: z.string() }).optional(),
});

/** The rules of all stacks. */
export function rulesOf({ copy }: Pick<ConfigurationVersion, 'copy'>): readonly DeployedRule[] {
  return copy.stacks.flatMap(({ template, region }) =>
    propertiesOf(template, RULE).map((properties) => {
      const { Name: name, Description: description, State: state, EventBusName } = ruleSchema.parse(properties);
      const bus = EventBusName === undefined ? null : nameOf(template.Resources[EventBusName.Ref]?.Properties);
      return { name, region, description, state, bus };
    }),
  );
}

const RULE = 'AWS::Events::Rule';

function nameOf(bus: unknown): string {
  return z.object({ Name: z.string() }).parse(bus).Name;
}

/** Whether a rule of this name sends events to the organization's bus. */
export function isForwarding({ name }: { readonly name: string }): boolean {
  return name.startsWith(`${BASELINE.prefix}forward-`);
}

const bodySchema = z.object({
  TemplateBody: z.string(),
  StackInstancesGroup: z.array(z.object({ Regions: z.array(z.string()) })),
});

/** The rules that StackSets bring to accounts. */
export function memberRulesOf({ copy }: Pick<ConfigurationVersion, 'copy'>): readonly MemberRule[] {
  return copy.stacks.flatMap(({ template }) =>
    propertiesOf(template, STACK_SET).flatMap((properties) => {
      const { TemplateBody, StackInstancesGroup } = bodySchema.parse(properties);
      const regions = StackInstancesGroup.flatMap(({ Regions }) => Regions);
      return propertiesOf(templateSchema.parse(JSON.parse(TemplateBody)), RULE).map((rule) => ({
        name: ruleSchema.parse(rule).Name,
        regions,
      }));
    }),
  );
}

const filterSchema = z.object({
  FilterPattern: z.unknown(),
  MetricTransformations: z.tuple([z.object({ MetricNamespace: z.string(), MetricName: z.string() })]),
});

const alarmSchema = z.object({
  AlarmName: z.string(),
  Namespace: z.string(),
  MetricName: z.string(),
  Threshold: z.number(),
});

/** The alarms of all stacks on the metrics of metric filters. */
export function alarmsOf({ copy }: Pick<ConfigurationVersion, 'copy'>): readonly DeployedAlarm[] {
  return copy.stacks.flatMap(({ template }) => {
    const filters = propertiesOf(template, 'AWS::Logs::MetricFilter').map((filter) => filterSchema.parse(filter));
    return propertiesOf(template, 'AWS::CloudWatch::Alarm').flatMap((properties) => {
      const { AlarmName: name, Namespace, MetricName, Threshold: threshold } = alarmSchema.parse(properties);
      return filters
        .filter(
          ({ MetricTransformations: [metric] }) =>
            metric.MetricNamespace === Namespace && metric.MetricName === MetricName,
        )
        .map(({ FilterPattern }) => ({
          name,
          threshold,
          filterPattern: typeof FilterPattern === 'string' ? FilterPattern : null,
        }));
    });
  });
}

function propertiesOf({ Resources }: SynthesizedTemplate, type: string): readonly unknown[] {
  return Object.values(Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties);
}
