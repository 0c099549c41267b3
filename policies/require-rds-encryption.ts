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
      'What happens to a request without the option for encryption. deny: it must request encryption, because RDS does not ' +
        'encrypt instances by default. permit: for accounts where something else ensures encryption',
    ),
});

type Parameters = z.output<typeof schema>;

/** Actions with `StorageEncrypted`. Restoring a snapshot and replicating do not have it: they keep the encryption. */
const INSTANCES = ['rds:CreateDBInstance', 'rds:RestoreDBInstanceFromS3'];
const CLUSTERS = ['rds:CreateDBCluster', 'rds:RestoreDBClusterFromS3'];

/** Engines whose instances belong to a cluster, and only the cluster has the option. */
const OF_CLUSTERS = ['aurora*', 'docdb', 'neptune'];

function unencrypted({ whenUnspecified }: Parameters): ConditionBlock {
  const operator = whenUnspecified === 'deny' ? 'BoolIfExists' : 'Bool';
  return { [operator]: { 'rds:StorageEncrypted': 'false' } };
}

export const requireRdsEncryption = guardrail({
  id: 'require-rds-encryption',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'RDS databases and clusters must be created with encryption',
  rationale:
    'A database cannot be encrypted later, only copied into a new one during downtime. One call can make the snapshots of an ' +
    'unencrypted database public. The same applies to Neptune and DocumentDB, which use the same actions. A database that is ' +
    'restored from an unencrypted snapshot stays unencrypted: there is no condition key for that.',
  foundBy: [
    'DOCDB_CLUSTER_ENCRYPTED',
    'NEPTUNE_CLUSTER_ENCRYPTED',
    'RDS_CLUSTER_ENCRYPTED_AT_REST',
    'RDS_STORAGE_ENCRYPTED',
  ],
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 2.2.1; v3.0.0, 2.3.1',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  // The same calls touch parameter, option and subnet groups, which have no such key: so the statements name resources.
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
    const unspecified = whenUnspecified === 'deny' ? denied : possible;
    const cases = [
      ...['CreateDBInstance', 'RestoreDBInstanceFromS3'].map((action) => ({ action, make: instance })),
      ...['CreateDBCluster', 'RestoreDBClusterFromS3'].map((action) => ({ action, make: cluster })),
    ];
    return [
      ...cases.flatMap(({ action, make }) => [
        denied(`${action} without encryption`, make(action, { 'rds:StorageEncrypted': false })),
        possible(`${action} with encryption`, make(action, { 'rds:StorageEncrypted': true })),
        unspecified(`${action} without the option`, make(action, {})),
      ]),
      ...['aurora', 'aurora-mysql', 'aurora-postgresql', 'docdb', 'neptune'].flatMap((engine) => [
        possible(
          `an instance of ${engine} joins a cluster`,
          instance('CreateDBInstance', { 'rds:DatabaseEngine': engine, 'rds:StorageEncrypted': false }),
        ),
        possible(
          `an instance of ${engine} joins a cluster, without the option`,
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
        possible(`${action} is checked for its database, not for its groups`, {
          principal,
          action: `rds:${action}`,
          resource: `${at}:pg:orders`,
          context: { 'rds:DatabaseEngine': 'postgres', 'rds:StorageEncrypted': false },
        }),
      ),
      ...['RestoreDBInstanceFromDBSnapshot', 'RestoreDBInstanceToPointInTime', 'CreateDBInstanceReadReplica'].flatMap(
        (action) => [
          possible(`${action} has no option for encryption`, instance(action, {})),
          possible(`${action} keeps the encryption of the source`, instance(action, { 'rds:StorageEncrypted': false })),
        ],
      ),
      ...['RestoreDBClusterFromSnapshot', 'RestoreDBClusterToPointInTime', 'CreateDBClusterSnapshot'].flatMap(
        (action) => [
          possible(`${action} has no option for encryption`, cluster(action, {})),
          possible(`${action} keeps the encryption of the source`, cluster(action, { 'rds:StorageEncrypted': false })),
        ],
      ),
      ...['ModifyDBInstance', 'DeleteDBInstance', 'CreateDBSnapshot', 'StartDBInstance'].map((action) =>
        possible(
          `an existing unencrypted database stays usable: ${action}`,
          instance(action, { 'rds:StorageEncrypted': false }),
        ),
      ),
      possible(
        'a developer modifies an unencrypted cluster',
        cluster('ModifyDBCluster', { 'rds:StorageEncrypted': false }),
      ),
      possible('a developer creates a parameter group', {
        principal,
        action: 'rds:CreateDBParameterGroup',
        resource: `${at}:pg:orders`,
      }),
      possible('a developer lists databases', { principal, action: 'rds:DescribeDBInstances', resource: `${at}:db:*` }),
    ];
  },
});
