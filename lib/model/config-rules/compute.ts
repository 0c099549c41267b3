import type { ConfigRule } from './config-rule';
import {
  CREDENTIAL_ROTATION,
  ENCRYPTION_AT_REST,
  LEAST_PRIVILEGE,
  NETWORK_CONTROLS,
  OWN_IDENTITIES,
  RETENTION,
  SEPARATE_ENVIRONMENTS,
  UPDATES,
} from './pci-requirements';
import { row } from './row';

const UNUSED_IDENTITIES = ['7.2.4', '7.2.5.1', '8.2.2', '8.2.6', 'A3.4.1'];

/** Instances, containers, functions, builds and their secrets. */
export const COMPUTE_RULES = {
  AUTOSCALING_LAUNCHCONFIG_REQUIRES_IMDSV2: row('region', 'change', { pci: ['8.2.8'] }),
  CODEBUILD_PROJECT_ARTIFACT_ENCRYPTION: row(
    'region',
    'change',
    { pci: ENCRYPTION_AT_REST },
    { unavailableIn: ['ap-northeast-3'] },
  ),
  CODEBUILD_PROJECT_ENVVAR_AWSCRED_CHECK: row('region', 'change', { pci: [...ENCRYPTION_AT_REST, '8.2.2'] }),
  CODEBUILD_PROJECT_S3_LOGS_ENCRYPTED: row(
    'region',
    'change',
    { pci: ENCRYPTION_AT_REST },
    { optionalParameters: ['exemptedProjects'] },
  ),
  CODEBUILD_PROJECT_SOURCE_REPO_URL_CHECK: row('region', 'change', { pci: NETWORK_CONTROLS }),
  CODEDEPLOY_LAMBDA_ALLATONCE_TRAFFIC_SHIFT_DISABLED: row('region', 'change', { pci: SEPARATE_ENVIRONMENTS }),
  CODEPIPELINE_DEPLOYMENT_COUNT_CHECK: row(
    'region',
    'change',
    { pci: SEPARATE_ENVIRONMENTS },
    { optionalParameters: ['deploymentLimit'], unavailableIn: ['ap-northeast-3'] },
  ),
  EC2_IMDSV2_CHECK: row('region', 'change', { cis: ['5.7'], pci: ['8.2.8'] }),
  /** Evaluated on changes and once a day; against the account's own setting of allowed images. */
  EC2_INSTANCE_LAUNCHED_WITH_ALLOWED_AMI: row(
    'region',
    'change',
    {},
    { optionalParameters: ['InstanceStateNameList'] },
  ),
  EC2_INSTANCE_PROFILE_ATTACHED: row(
    'region',
    'change',
    { cis: ['1.17'], pci: LEAST_PRIVILEGE },
    { optionalParameters: ['IamInstanceProfileArnList'] },
  ),
  EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK: row('region', 'change'),
  EC2_NO_AMAZON_KEY_PAIR: row('region', 'change', { pci: OWN_IDENTITIES }),
  ECR_PRIVATE_LIFECYCLE_POLICY_CONFIGURED: row('region', 'change', { pci: RETENTION }),
  ECS_TASK_DEFINITION_PID_MODE_CHECK: row('region', 'change', { pci: ['1.4.5'] }),
  /**
   * Finds clusters with exactly this version, the oldest that AWS supports: the sample pack's `1.2` never was one.
   *
   * Source, read on 2026-11-30: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
   */
  EKS_CLUSTER_OLDEST_SUPPORTED_VERSION: row(
    'region',
    'change',
    { pci: UPDATES },
    { parameters: { oldestVersionSupported: '1.32' }, unavailableIn: ['ap-northeast-3'] },
  ),
  EKS_CLUSTER_SECRETS_ENCRYPTED: row(
    'region',
    'periodic',
    { pci: ENCRYPTION_AT_REST },
    { optionalParameters: ['kmsKeyArns'] },
  ),
  EKS_SECRETS_ENCRYPTED: row('region', 'periodic', { pci: ENCRYPTION_AT_REST }, { optionalParameters: ['kmsKeyArns'] }),
  LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED: row('region', 'change'),
  /**
   * The runtimes that Security Hub's control Lambda.2 accepts: the sample pack has those of 2024.
   *
   * Source, read on 2026-11-30: https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html
   */
  LAMBDA_FUNCTION_SETTINGS_CHECK: row(
    'region',
    'change',
    { pci: UPDATES },
    {
      parameters: {
        runtime:
          'dotnet10,dotnet8,java25,java21,java17,java11,java8.al2,java17.al2023,java11.al2023,java8.al2023,nodejs24.x,' +
          'nodejs22.x,python3.14,python3.13,python3.12,python3.11,python3.10,ruby4.0,ruby3.4,ruby3.3',
      },
      optionalParameters: ['memorySize', 'role', 'timeout'],
    },
  ),
  SECRETSMANAGER_SCHEDULED_ROTATION_SUCCESS_CHECK: row('region', 'change', { pci: [...CREDENTIAL_ROTATION, '8.2.2'] }),
  SECRETSMANAGER_SECRET_PERIODIC_ROTATION: row(
    'region',
    'periodic',
    { pci: [...CREDENTIAL_ROTATION, '8.2.2'] },
    { optionalParameters: ['maxDaysSinceRotation'] },
  ),
  SECRETSMANAGER_SECRET_UNUSED: row(
    'region',
    'periodic',
    { pci: UNUSED_IDENTITIES },
    { optionalParameters: ['unusedForDays'] },
  ),
  SERVICE_CATALOG_SHARED_WITHIN_ORGANIZATION: row('region', 'change', { pci: ['12.4.2.1'] }),
} satisfies Readonly<Record<string, ConfigRule>>;
