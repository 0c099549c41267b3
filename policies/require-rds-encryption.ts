import { z } from 'zod';
import type { ConditionBlock } from '../lib/iam/statement';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import type { ProbeContext } from './core/probe';
import { deny } from './core/statements';

const schema = z.strictObject({
  whenUnspecified: z
    .enum(['deny', 'permit'])
    .default('deny')
    .describe(
      'What becomes of a request that says nothing about encryption. deny: it must say so, since RDS does not encrypt ' +
        'instances by default. permit: for accounts in which something else looks after that',
    ),
});

type Parameters = z.output<typeof schema>;

/** What takes `StorageEncrypted`. Restoring from a snapshot and replicating do not: they keep what the source has. */
const INSTANCES = ['rds:CreateDBInstance', 'rds:RestoreDBInstanceFromS3'];
const CLUSTERS = ['rds:CreateDBCluster', 'rds:RestoreDBClusterFromS3'];

/** Engines whose instances join a cluster, which alone says whether they are encrypted. */
const OF_CLUSTERS = ['aurora*', 'docdb', 'neptune'];

function unencrypted({ whenUnspecified }: Parameters): ConditionBlock {
  const operator = whenUnspecified === 'deny' ? 'BoolIfExists' : 'Bool';
  return { [operator]: { 'rds:StorageEncrypted': 'false' } };
}

export const requireRdsEncryption = guardrail({
  id: 'require-rds-encryption',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Databases and clusters of RDS are encrypted from their creation',
  rationale:
    'A database cannot be encrypted later, only copied into a new one while the application stands still. Snapshots of an ' +
    'unencrypted one can be made public by a single call. The same holds for Neptune and DocumentDB, which are made by the ' +
    'same actions. What is restored from an unencrypted snapshot stays unencrypted: AWS does not tell guardrails.',
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 2.2.1; v3.0.0, 2.3.1',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  // The same calls touch parameter, option and subnet groups, which carry no such key: hence the resources.
  statements: (parameters) => [
    deny({
      Sid: 'Instances',
      Action: INSTANCES,
      Resource: 'arn:*:rds:*:*:db:*',
      Condition: { ...unencrypted(parameters), StringNotLike: { 'rds:DatabaseEngine': OF_CLUSTERS } },
    }),
    deny({
      Sid: 'Clusters',
      Action: CLUSTERS,
      Resource: 'arn:*:rds:*:*:cluster:*',
      Condition: unencrypted(parameters),
    }),
  ],
  variants: [{ name: 'with requests that say nothing permitted', parameters: { whenUnspecified: 'permit' } }],
  probes: ({ whenUnspecified }, place) => {
    const principal = developer(place);
    const at = `arn:aws:rds:eu-central-1:${place.account}`;
    const groups = ['pg:orders', 'og:orders', 'subgrp:orders'].map((group) => ({ arn: `${at}:${group}` }));
    const call = (action: string, resource: string, context: ProbeContext) => ({
      principal,
      action: `rds:${action}`,
      resources: [{ arn: `${at}:${resource}`, context }, ...groups],
    });
    const instance = (action: string, context: ProbeContext) =>
      call(action, 'db:orders', { 'rds:DatabaseEngine': 'postgres', ...context });
    const cluster = (action: string, context: ProbeContext) =>
      call(action, 'cluster:orders', { 'rds:DatabaseEngine': 'aurora-postgresql', ...context });
    const unsaid = whenUnspecified === 'deny' ? denied : possible;
    const cases = [
      ...['CreateDBInstance', 'RestoreDBInstanceFromS3'].map((action) => ({ action, make: instance })),
      ...['CreateDBCluster', 'RestoreDBClusterFromS3'].map((action) => ({ action, make: cluster })),
    ];
    return [
      ...cases.flatMap(({ action, make }) => [
        denied(`${action} without encryption`, make(action, { 'rds:StorageEncrypted': false })),
        possible(`${action} with encryption`, make(action, { 'rds:StorageEncrypted': true })),
        unsaid(`${action} that says nothing of encryption`, make(action, {})),
      ]),
      ...['aurora', 'aurora-mysql', 'aurora-postgresql', 'docdb', 'neptune'].flatMap((engine) => [
        possible(
          `an instance of ${engine} joins a cluster`,
          instance('CreateDBInstance', { 'rds:DatabaseEngine': engine, 'rds:StorageEncrypted': false }),
        ),
        possible(
          `an instance of ${engine} joins a cluster and says nothing of encryption`,
          instance('CreateDBInstance', { 'rds:DatabaseEngine': engine }),
        ),
      ]),
      ...['mysql', 'mariadb', 'oracle-ee', 'sqlserver-ex', 'docdb-next', 'neptune-next', 'my-aurora'].map((engine) =>
        denied(
          `an instance of ${engine} without encryption`,
          instance('CreateDBInstance', { 'rds:DatabaseEngine': engine, 'rds:StorageEncrypted': false }),
        ),
      ),
      denied(
        'a Multi-AZ cluster of PostgreSQL without encryption',
        cluster('CreateDBCluster', { 'rds:DatabaseEngine': 'postgres', 'rds:StorageEncrypted': false }),
      ),
      possible('an instance touches the cluster that it joins', {
        principal,
        action: 'rds:CreateDBInstance',
        resources: [
          { arn: `${at}:db:orders-1`, context: { 'rds:DatabaseEngine': 'aurora-mysql' } },
          { arn: `${at}:cluster:orders` },
        ],
      }),
      ...cases.map(({ action }) =>
        possible(`${action} is judged by what it makes, not by its groups`, {
          principal,
          action: `rds:${action}`,
          resource: `${at}:pg:orders`,
          context: { 'rds:DatabaseEngine': 'postgres', 'rds:StorageEncrypted': false },
        }),
      ),
      ...['RestoreDBInstanceFromDBSnapshot', 'RestoreDBInstanceToPointInTime', 'CreateDBInstanceReadReplica'].flatMap(
        (action) => [
          possible(`${action} does not say whether it is encrypted`, instance(action, {})),
          possible(`${action} keeps what the source has`, instance(action, { 'rds:StorageEncrypted': false })),
        ],
      ),
      ...['RestoreDBClusterFromSnapshot', 'RestoreDBClusterToPointInTime', 'CreateDBClusterSnapshot'].flatMap(
        (action) => [
          possible(`${action} does not say whether it is encrypted`, cluster(action, {})),
          possible(`${action} keeps what the source has`, cluster(action, { 'rds:StorageEncrypted': false })),
        ],
      ),
      ...['ModifyDBInstance', 'DeleteDBInstance', 'CreateDBSnapshot', 'StartDBInstance'].map((action) =>
        possible(
          `what is left unencrypted stays usable: ${action}`,
          instance(action, { 'rds:StorageEncrypted': false }),
        ),
      ),
      possible(
        'a developer modifies an unencrypted cluster',
        cluster('ModifyDBCluster', { 'rds:StorageEncrypted': false }),
      ),
      possible('a developer makes a parameter group', {
        principal,
        action: 'rds:CreateDBParameterGroup',
        resource: `${at}:pg:orders`,
      }),
      possible('a developer lists databases', { principal, action: 'rds:DescribeDBInstances', resource: `${at}:db:*` }),
    ];
  },
});
