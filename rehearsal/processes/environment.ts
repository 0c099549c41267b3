import { join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The emulator takes any key that starts with `test` as the root user of the account that it was started with. */
export const ROOT_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Variables that would give a program another server, other credentials, or other settings. */
const DROPPED = /^(AWS_|CDK_|FAKECLOUD_|(https?|all|no)_proxy$)/i;

export interface RehearsalEnvironment {
  readonly endpoint: string;
  readonly region: string;
  /** A folder of the rehearsal. */
  readonly folder: string;
}

/**
 * The environment of the programs that a rehearsal starts. None of them can reach AWS: every service has the endpoint's
 * address, and your own profiles and credentials are not passed on.
 */
export function rehearsalEnvironment(own: Environment, rehearsal: RehearsalEnvironment): Environment {
  const { endpoint, region, folder } = rehearsal;
  return {
    ...withoutCloud(own),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: ROOT_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ROOT_CREDENTIALS.secretAccessKey,
    AWS_CONFIG_FILE: join(folder, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    // The CLI caches there which account an access key belongs to, and rehearsals use different accounts.
    CDK_HOME: join(folder, 'cdk-home'),
    CDK_DISABLE_VERSION_CHECK: '1',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    NO_COLOR: '1',
  };
}

/** The environment without the variables that lead to a cloud. */
export function withoutCloud(own: Environment): Environment {
  return Object.fromEntries(Object.entries(own).filter(([name]) => !DROPPED.test(name)));
}
