import { z } from 'zod';
import type { ConfigurationVersion } from '../configuration/versions';
import type { SynthesizedTemplate } from '../assembly/template';

/** A rule of EventBridge in a template. */
export interface DeployedRule {
  readonly name: string;
  readonly region: string;
  readonly description: string;
  readonly state: string;
}

/** An alarm in a template, with the metric filter that feeds it. */
export interface DeployedAlarm {
  readonly name: string;
  /** Null: it depends on values that only CloudFormation knows. */
  readonly filterPattern: string | null;
  readonly threshold: number;
}

const ruleSchema = z.object({ Name: z.string(), Description: z.string(), State: z.string() });

/** The rules of all stacks. */
export function rulesOf({ copy }: Pick<ConfigurationVersion, 'copy'>): readonly DeployedRule[] {
  return copy.stacks.flatMap(({ template, region }) =>
    propertiesOf(template, 'AWS::Events::Rule').map((properties) => {
      const { Name: name, Description: description, State: state } = ruleSchema.parse(properties);
      return { name, region, description, state };
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
