import type { CfnRule } from 'aws-cdk-lib/aws-events';

/** A sentence about an event: where its parts stand in the event, and the text with their names in angle brackets. */
export interface Message {
  readonly paths: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Who called what, for events that CloudTrail records. A path that an event lacks is left empty. */
export const WHO_DID_WHAT: Message = {
  paths: {
    who: '$.detail.userIdentity.arn',
    kind: '$.detail.userIdentity.type',
    what: '$.detail.eventName',
    service: '$.detail.eventSource',
    account: '$.account',
    region: '$.detail.awsRegion',
    address: '$.detail.sourceIPAddress',
    time: '$.detail.eventTime',
    error: '$.detail.errorCode',
    event: '$.detail.eventID',
  },
  text:
    '<who> (<kind>) called <what> of <service> in account <account>, Region <region>, from <address>, at <time>. ' +
    'Error, if it was refused: <error>. CloudTrail has it as event <event>.',
};

/**
 * A topic as the target of a rule, with a message that a person understands.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 *
 * @param meaning what the event means, as a sentence
 */
export function tellTopic(topicArn: string, meaning: string, { paths, text }: Message): CfnRule.TargetProperty {
  return {
    id: 'Topic',
    arn: topicArn,
    inputTransformer: { inputPathsMap: paths, inputTemplate: JSON.stringify(`${meaning} ${text}`) },
  };
}
