import type { SignIn } from '../../aws/open-permission-set';
import type { SharedConfig } from '../../aws/shared-config';

/** Where a person signs in, and how. */
export interface KnownSignIn extends SignIn {
  /** What to do to sign in: a command, after what must be written before, if anything. */
  readonly howTo: string;
}

/** How `~/.aws/config` names the access portal of the configuration, by a session or by an older profile. */
export function findSignIn({ profiles, sessions }: SharedConfig, startUrl: string, region: string): KnownSignIn {
  const session = sessions.find((one) => isSame(one.startUrl, startUrl));
  if (session !== undefined) return { ...session, howTo: `run \`aws sso login --sso-session ${session.name}\`` };
  const [profile, found] =
    [...profiles].find(([, one]) => one.startUrl !== null && isSame(one.startUrl, startUrl)) ?? [];
  if (profile !== undefined)
    // The address as the profile writes it: the token is found by it.
    return {
      name: null,
      startUrl: found?.startUrl ?? startUrl,
      region,
      howTo: `run \`aws sso login --profile ${profile}\``,
    };
  const lines = [
    '[sso-session rampart]',
    `sso_start_url = ${startUrl}`,
    `sso_region = ${region}`,
    'sso_registration_scopes = sso:account:access',
  ];
  const howTo = `write these lines into ~/.aws/config, and run \`aws sso login --sso-session rampart\`:\n\n${lines.join('\n')}\n`;
  return { name: null, startUrl, region, howTo };
}

/** The portal's address with `/`, `#` or `/#/` at the end is the same one. */
function isSame(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/[/#]+$/, '');
  return plain(one) === plain(other);
}
