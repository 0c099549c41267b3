import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Finisher, type FinisherProps } from '../finisher/finisher';
import { failedExecutionsOf, findingsFrom } from './forwarded-events';
import { ForwardingRules, type Forwarding } from './forwarding-rules';
import { PrivateDocuments } from './private-documents';
import { ConfigurationRecorder, type ConfigurationRecorderProps } from './configuration-recorder';
import { ThreatDetector } from './threat-detector';

export interface RegionBaselineProps {
  /** Null: the account keeps its own recorder, and its own detector. There can be one of each in a Region. */
  readonly recorder: ConfigurationRecorderProps | null;
  /** The severity from which findings of GuardDuty are forwarded, 1 to 10; null: none, and no detector is made. */
  readonly findingsFrom: number | null;
  readonly forwarding: Forwarding;
  /** Null: nothing is finished, where an account was somebody else's before. */
  readonly finisher: FinisherProps | null;
}

/** What an account has in each Region in which it works. It needs the roles of `AccountBaseline`. */
export class RegionBaseline extends Construct {
  constructor(scope: Construct, id: string, props: RegionBaselineProps) {
    super(scope, id);
    const { recorder, findingsFrom: severity, forwarding, finisher } = props;
    const { account, region } = Stack.of(this);
    if (recorder !== null) new ConfigurationRecorder(this, 'Recorder', recorder);
    if (recorder !== null && severity !== null) new ThreatDetector(this, 'Detector');
    new PrivateDocuments(this, 'Documents');
    new ForwardingRules(this, 'Events', {
      ...forwarding,
      events: {
        ...(severity === null ? {} : { findings: findingsFrom(severity) }),
        'failed-executions': failedExecutionsOf(
          `arn:aws:states:${region}:${account}:stateMachine:${forwarding.prefix}`,
        ),
      },
    });
    if (finisher === null) return;
    // After all else: its first failure is told, and where a stack fails because the account has a recorder of its own, nothing
    // of the account has been changed.
    const others = [...this.node.children];
    new Finisher(this, 'Finisher', finisher).node.addDependency(...others);
  }
}
