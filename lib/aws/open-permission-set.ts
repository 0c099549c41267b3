import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromSSO } from '@aws-sdk/credential-provider-sso';
import { patienceOf, type ClientsOptions } from './clients';
import { required } from './required';
import type { SsoSession } from './shared-config';
import type { TemporaryCredentials } from './temporary-credentials';

/** Where a person has signed in. Without a name: as older profiles do it, by the address alone. */
export type SignIn = Omit<SsoSession, 'name'> & { readonly name: string | null };

export interface PermissionSetRequest {
  /** The account's number. */
  readonly account: string;
  /** The permission set's name. */
  readonly permissionSet: string;
  readonly signIn: SignIn;
}

/**
 * A session of a permission set, from Identity Center, by the token that `aws sso login` left. The SDK renews the token if its
 * session allows.
 *
 * Sources: https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html and
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
 */
export async function openPermissionSet(
  { account, permissionSet, signIn: { name, startUrl, region } }: PermissionSetRequest,
  patience: Pick<ClientsOptions, 'attempts' | 'answerWithinMs'> = {},
): Promise<TemporaryCredentials> {
  const request = {
    ssoStartUrl: startUrl,
    ssoAccountId: account,
    ssoRegion: region,
    ssoRoleName: permissionSet,
    clientConfig: { ...patienceOf(patience), region },
  };
  const { sessionToken, expiration, accessKeyId, secretAccessKey } =
    name === null
      ? await fromSSO(request)()
      : await withProfile({ name, startUrl, region }, (profile) => fromSSO({ ...request, ...profile })());
  return {
    accessKeyId,
    secretAccessKey,
    sessionToken: required(sessionToken, 'the session token'),
    expiration: required(expiration, 'the end of the session'),
  };
}

const PROFILE = 'rampart';

/** The SDK renews the token of a session only through a profile, and nobody need have one: it gets one for a moment. */
async function withProfile<Value>(
  { name, startUrl, region }: SsoSession,
  use: (profile: { ssoSession: string; profile: string; configFilepath: string; filepath: string }) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'rampart-'));
  const configFilepath = join(folder, 'config');
  try {
    await writeFile(
      configFilepath,
      [
        `[profile ${PROFILE}]`,
        `sso_session = ${name}`,
        `[sso-session ${name}]`,
        `sso_start_url = ${startUrl}`,
        `sso_region = ${region}`,
        '',
      ].join('\n'),
    );
    return await use({ ssoSession: name, profile: PROFILE, configFilepath, filepath: join(folder, 'none') });
  } finally {
    await rm(folder, { recursive: true });
  }
}
