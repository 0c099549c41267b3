import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformRoles } from '../../lib/cli/assume/platform-role';
import { BREAK_GLASS } from '../../lib/model/names';
import { findingsOf } from '../evidence/step';
import type { Environment } from '../processes/environment';
import type { ProgramOutput } from '../processes/node-program';
import { RAMPART } from '../processes/rampart';
import type { BreakGlassUser } from './break-glass-user';
import { accountsWithRoles, roleArn } from './places';
import { whileCodeIsShown } from './shown-code';
import type { PeopleStage, PeopleStep } from './stage';

/** The name of the profile with the user's keys, and of the one that gets sessions by itself. */
const PROFILES = { source: 'rehearsal-user', session: 'rehearsal-session' };

const WHO_AM_I = join(__dirname, 'who-am-i.mjs');

/** `rampart assume` as a person uses it, each time as a process of its own. */
export const assumeCommand: PeopleStep = {
  title:
    '`rampart assume` gets a session with a code, for a program and for the AWS SDK by itself, and keeps it in a file of its owner alone',
  async run(stage) {
    const { organization, makeFolder, breakGlassUser } = stage;
    const [account] = accountsWithRoles(organization);
    if (account === undefined || !platformRoles(organization).some(({ name }) => name === BREAK_GLASS.name))
      return findingsOf([], [{ what: '`rampart assume`', why: 'the configuration has no role that takes a code' }]);
    const home = prepareHome(makeFolder('home'), breakGlassUser);
    const role = roleArn(account.accountId, BREAK_GLASS);
    const session = `arn:aws:sts::${account.accountId}:assumed-role/${BREAK_GLASS.name}/${breakGlassUser.name}`;
    return whileCodeIsShown(breakGlassUser.device, home.codeFile, async () =>
      findingsOf([
        ...(await tryPrograms(role, session, home, stage)),
        ...(await tryProfile(role, session, home, stage)),
      ]),
    );
  },
};

/** The home folder of a person, with AWS's files in it. */
interface Home {
  readonly folder: string;
  readonly configFile: string;
  /** Shows the code of now. */
  readonly codeFile: string;
  /** A command that prints the code of now. */
  readonly tokenCommand: string;
  readonly variables: Environment;
}

function prepareHome(folder: string, { credentials, device }: BreakGlassUser): Home {
  const aws = join(folder, '.aws');
  mkdirSync(aws, { recursive: true });
  const [configFile, credentialsFile, codeFile] = [join(aws, 'config'), join(aws, 'credentials'), join(folder, 'code')];
  writeFileSync(configFile, `[profile ${PROFILES.source}]\nmfa_serial = ${device.SerialNumber}\n`);
  const keys = [
    `[${PROFILES.source}]`,
    `aws_access_key_id = ${credentials.accessKeyId}`,
    `aws_secret_access_key = ${credentials.secretAccessKey}`,
  ];
  writeFileSync(credentialsFile, `${keys.join('\n')}\n`, { mode: 0o600 });
  return {
    folder,
    configFile,
    codeFile,
    tokenCommand: `cat '${codeFile}'`,
    variables: {
      ...{ HOME: folder, AWS_CONFIG_FILE: configFile, AWS_SHARED_CREDENTIALS_FILE: credentialsFile },
      ...{ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
    },
  };
}

async function tryPrograms(
  role: string,
  session: string,
  { tokenCommand, variables }: Home,
  { site, deployed }: PeopleStage,
): Promise<readonly (string | null)[]> {
  const run = (token: readonly string[]): Promise<ProgramOutput> =>
    site.node(
      [
        ...[RAMPART, 'assume', role, '--profile', PROFILES.source, ...token, '--organization', deployed.version.folder],
        ...['--', site.nodePath, WHO_AM_I],
      ],
      variables,
    );
  return [
    expectOutput('`rampart assume -- COMMAND` with a code', await run(['--token-command', tokenCommand]), 0, session),
    expectOutput('`rampart assume` with a wrong code', await run(['--token-command', 'echo 000000']), 2, ''),
    expectOutput('`rampart assume` without a code', await run([]), 2, ''),
  ];
}

/** The SDK starts `rampart assume --credential-process` by itself, from the lines that --print-profile writes. */
async function tryProfile(
  role: string,
  session: string,
  { folder, configFile, tokenCommand, variables }: Home,
  { site, deployed }: PeopleStage,
): Promise<readonly (string | null)[]> {
  const printed = await site.node(
    [
      ...[RAMPART, 'assume', role, '--profile', PROFILES.source, '--token-command', tokenCommand],
      ...['--print-profile', PROFILES.session, '--organization', deployed.version.folder],
    ],
    variables,
  );
  if (printed.exitCode !== 0) return [`\`rampart assume --print-profile\` ended with ${String(printed.exitCode)}`];
  appendFileSync(configFile, printed.output);
  const asSession = { ...variables, AWS_PROFILE: PROFILES.session };
  const first = await site.node([WHO_AM_I], asSession);
  const kept = readKept(folder);
  const second = await site.node([WHO_AM_I], asSession);
  return [
    expectOutput("the AWS SDK with the profile's `credential_process`", first, 0, session),
    ...expectPrivate(folder),
    expectOutput('the AWS SDK a second time', second, 0, session),
    kept.length === 1 && readKept(folder).join() === kept.join()
      ? null
      : 'the AWS SDK a second time: the kept session was not used',
  ];
}

function expectOutput(what: string, { exitCode, output }: ProgramOutput, code: number, told: string): string | null {
  return exitCode === code && output.trim() === told
    ? null
    : `${what}: it ended with ${String(exitCode)}, not ${code}, and told: ${output.trim()}`;
}

function cacheOf(home: string): string {
  return join(home, '.aws', 'rampart');
}

/** The sessions that are kept. */
function readKept(home: string): readonly string[] {
  const folder = cacheOf(home);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.map((name) => readFileSync(join(folder, name), 'utf8'));
}

function expectPrivate(home: string): readonly (string | null)[] {
  const folder = cacheOf(home);
  const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
  return [
    existsSync(folder) && modeOf(folder) === '700' ? null : 'the folder of kept sessions is open to others',
    ...files.map((file) => (modeOf(file) === '600' ? null : `a kept session has the mode ${modeOf(file)}`)),
  ];
}
