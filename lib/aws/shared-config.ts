import { loadSharedConfigFiles } from '@smithy/core/config';

/** Somewhere to sign in by Identity Center: a section `sso-session`. */
export interface SsoSession {
  readonly name: string;
  readonly startUrl: string;
  readonly region: string;
}

/** What AWS's tools share: `~/.aws/config` and `~/.aws/credentials`, without anything secret. */
export interface SharedConfig {
  readonly profiles: ReadonlyMap<string, SharedProfile>;
  readonly sessions: readonly SsoSession[];
}

export interface SharedProfile {
  readonly mfaSerial: string | null;
  /** The command line that prints its credentials. */
  readonly credentialProcess: string | null;
  /** The address of the access portal, of a profile without a section `sso-session`. */
  readonly startUrl: string | null;
}

const SESSION = 'sso-session.';

/** Source: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html */
export async function readSharedConfig(): Promise<SharedConfig> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const sections = Object.entries(configFile);
  const names = [...sections.map(([name]) => name), ...Object.keys(credentialsFile)];
  return {
    profiles: new Map(
      // A section with a dot is of another kind: `services.<name>`.
      [...new Set(names)]
        .filter((name) => !/^(?:sso-session|services)\./.test(name))
        .map((name) => {
          const settings = { ...configFile[name], ...credentialsFile[name] };
          return [
            name,
            {
              mfaSerial: settings['mfa_serial'] ?? null,
              credentialProcess: settings['credential_process'] ?? null,
              startUrl: settings['sso_session'] === undefined ? (settings['sso_start_url'] ?? null) : null,
            },
          ];
        }),
    ),
    sessions: sections.flatMap(([name, { sso_start_url: startUrl, sso_region: region }]) =>
      name.startsWith(SESSION) && startUrl !== undefined && region !== undefined
        ? [{ name: name.slice(SESSION.length), startUrl, region }]
        : [],
    ),
  };
}
