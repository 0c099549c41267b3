import { DEPLOYED_KEY } from './build-rights';
import type { PipelinePlace } from './pipeline-place';
import type { Right } from './right';

export interface DriftPlace extends PipelinePlace {
  readonly topicName: string;
  /** The alias of the topic's key. */
  readonly topicKey: string;
  /** What is read to see what differs, as actions. */
  readonly looks: readonly string[];
}

/** Looking, and nothing else but telling the topic. */
export function driftRights({ account, region, bucketName, topicName, topicKey, looks }: DriftPlace): readonly Right[] {
  return [
    {
      sid: 'Look',
      actions: looks,
      resources: ['*'],
      because:
        'To see what differs, it reads every resource of our stacks in this account, and the whole organization. None of ' +
        'these actions changes anything or reads data.',
    },
    {
      sid: 'ReadDeployed',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [`arn:aws:s3:::${bucketName}/${DEPLOYED_KEY}`],
    },
    { sid: 'Tell', actions: ['sns:Publish'], resources: [`arn:aws:sns:${region}:${account}:${topicName}`] },
    {
      sid: 'EncryptMessages',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [`arn:aws:kms:${region}:${account}:key/*`],
      conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [topicKey] } },
      because: "The id of the topic's key is random. The condition names the key by its alias, so that it is one key.",
    },
  ];
}
