import type { TemporaryCredentials } from '../../aws/temporary-credentials';
import type { Organization } from '../../model/organization';
import type { Io } from '../io';
import { keepSession } from './cache';
import { cacheFolder } from './private-folder';
import type { AssumeOptions, AssumeSettings } from './settings';

/** Gets a session, or with --cache takes the kept one if whoever asks, and for what, is the same. */
export async function keepOptionally(
  options: AssumeOptions,
  { steps, region, seconds }: AssumeSettings,
  { identity }: Organization,
  io: Io,
  get: () => Promise<TemporaryCredentials>,
): Promise<TemporaryCredentials> {
  if (options.cache !== true) return get();
  const { environment } = io.node;
  const { profile, sessionName, externalId, sourceIdentity, mfa } = options;
  const ways = steps.map((step) => (step.kind === 'role' ? step.arn : [step.account, step.permissionSet]));
  const source = [
    ...['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_MFA_SERIAL'].map(
      (name) => environment[name] ?? null,
    ),
    identity?.instance?.startUrl ?? null,
  ];
  const key = { ways, region, seconds, source, profile, sessionName, externalId, sourceIdentity, mfa };
  return keepSession(
    {
      ...{ folder: cacheFolder(environment), key },
      now: () => io.now(),
      tell: () => {
        io.progress('waiting for another process that gets the same session');
      },
    },
    get,
  );
}
