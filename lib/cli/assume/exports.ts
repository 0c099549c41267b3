import type { TemporaryCredentials } from '../../aws/temporary-credentials';

/** The shells for which a session can be printed. bash and zsh read what POSIX says. */
export const SHELLS = ['posix', 'bash', 'zsh', 'fish', 'powershell'] as const;

export type Shell = (typeof SHELLS)[number];

/**
 * The variables with which AWS's tools get a session.
 *
 * Source: https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export function variablesOf({
  accessKeyId,
  secretAccessKey,
  sessionToken,
  expiration,
}: TemporaryCredentials): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_CREDENTIAL_EXPIRATION: expiration.toISOString(),
  };
}

/**
 * Variables by which some tool of AWS's would act as somebody else, or would keep acting after the session's end. Several SDKs
 * prefer a profile to keys, botocore prefers the old name of the token, and .NET's SDK a web identity.
 *
 * Source: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export const RIVALS: readonly string[] = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_SECURITY_TOKEN',
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_ACCOUNT_ID',
  'AWS_CREDENTIAL_SCOPE',
];

/** Tokens of single services, which win over any signature: `AWS_BEARER_TOKEN_BEDROCK`. */
const BEARER = /^AWS_BEARER_TOKEN_/;

/** The environment of a program that acts as the session, and as nobody else. */
export function environmentWith(
  credentials: TemporaryCredentials,
  own: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const others = Object.entries(own).filter(([name]) => !RIVALS.includes(name) && !BEARER.test(name));
  return { ...Object.fromEntries(others), ...variablesOf(credentials) };
}

/** Lines for a shell to evaluate. */
export function exportLines(credentials: TemporaryCredentials, shell: Shell): readonly string[] {
  const { set, unset } = SYNTAX[shell];
  return [unset(RIVALS), ...Object.entries(variablesOf(credentials)).map(([name, value]) => set(name, value))];
}

/** How a shell sets a variable, and removes some. */
interface ShellSyntax {
  readonly set: (name: string, value: string) => string;
  readonly unset: (names: readonly string[]) => string;
}

const POSIX: ShellSyntax = {
  set: (name, value) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
  unset: (names) => `unset ${names.join(' ')}`,
};

const SYNTAX: Readonly<Record<Shell, ShellSyntax>> = {
  posix: POSIX,
  bash: POSIX,
  zsh: POSIX,
  fish: {
    set: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, '\\$&')}'`,
    unset: (names) => `set -e ${names.join(' ')}`,
  },
  powershell: {
    // PowerShell takes typographic quotes for plain ones.
    set: (name, value) => `$Env:${name} = '${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`,
    unset: (names) =>
      `Remove-Item -ErrorAction SilentlyContinue -Path ${names.map((name) => `Env:${name}`).join(', ')}`,
  },
};
