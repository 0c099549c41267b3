import { readSharedConfig, type SharedConfig } from '../../aws/shared-config';
import type { TemporaryCredentials } from '../../aws/temporary-credentials';
import type { Organization } from '../../model/organization';
import { UserMistake } from '../input/user-mistake';
import type { Io } from '../io';
import { findMfaSource } from './mfa-source';
import { openSession } from './open-session';
import { sourceOf } from './sdk-error';
import type { AssumeOptions, AssumeSettings } from './settings';

/** Gets the session that the arguments ask for, from AWS. */
export async function getSession(
  options: AssumeOptions,
  settings: AssumeSettings,
  { homeRegion, identity }: Organization,
  io: Io,
): Promise<TemporaryCredentials> {
  const { profile, sessionName, externalId, sourceIdentity, credentialProcess } = options;
  const { environment } = io.node;
  const config = await readSharedConfig();
  const source = sourceOf(profile, environment);
  if (credentialProcess === true && settings.steps[0]?.kind === 'role' && profile === undefined)
    refuseCircle(source.profile, config);
  const { steps, region, seconds } = settings;
  const mfa = settings.mfa === null ? null : findMfaSource(settings.mfa, config, source, environment);
  const startUrl = identity?.instance?.startUrl ?? null;
  return openSession(
    { steps, region, seconds, mfa, homeRegion, startUrl, profile, sessionName, externalId, sourceIdentity },
    config,
    io,
  );
}

/** A tool that uses the profile starts us with AWS_PROFILE set, and we would start ourselves. */
function refuseCircle(profile: string | null, { profiles }: SharedConfig): void {
  const command = profile === null ? null : (profiles.get(profile)?.credentialProcess ?? null);
  if (command === null || !/rampart\b.*\bassume\b/.test(command)) return;
  throw new UserMistake({
    message: `profile \`${profile ?? ''}\` gets its credentials from this command, which would start with them`,
    fix: 'name the profile to start from with --profile: `--print-profile` writes the whole line',
  });
}
