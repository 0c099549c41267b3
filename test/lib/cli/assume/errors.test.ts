import { openSession } from '../../../../lib/cli/assume/open-session';
import { parseStep } from '../../../../lib/cli/assume/step';
import { parseOrganization } from '../../../../lib/model/parse';
import { catalogue } from '../../../../policies/catalogue';
import { anIo, rampart } from '../an-io';
import {
  aHome,
  anOrganizationWithNumbers,
  anSts,
  aToken,
  CALLER,
  environmentOf,
  KEYS,
  PORTAL,
  SECRET,
  SESSION_TOKEN,
  tokenFile,
  type Behavior,
  type FakeSts,
} from './a-sts';

const organization = anOrganizationWithNumbers();
const FUTURE = '2099-01-01T00:00:00Z';
const BREAK_GLASS = 'shop-production/break-glass';
const BREAK_GLASS_ARN = 'arn:aws:iam::300000000008:role/platform/break-glass';

const servers: FakeSts[] = [];
const own = { ...process.env };

afterEach(async () => {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, own);
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

interface Setting {
  readonly behave?: (action: string) => Behavior;
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly code?: string;
  readonly now?: Date;
  readonly endpoint?: string;
}

/** Runs the command against a server, without a process of its own; it must be refused, without a word on standard output. */
async function refused(args: readonly string[], setting: Setting = {}): Promise<string> {
  const { behave, environment = KEYS, files = {}, code = '123456', now = new Date() } = setting;
  const server = await anSts(({ action }) => behave?.(action));
  servers.push(server);
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environmentOf(setting.endpoint ?? server.endpoint, aHome(files), environment));
  const { exitCode, out, err, progress } = await rampart(['assume', '--organization', organization, ...args], {
    now: () => now,
    askHidden: () => Promise.resolve({ kind: 'answer', text: code }),
  });
  expect([exitCode, out, progress.at(-1) ?? null]).toEqual([2, '', null]);
  expect(err).toMatch(/^error: /);
  // No stack, and no secret.
  expect(err).not.toMatch(/\n\s+at |This is a bug/);
  for (const secret of [SECRET, SESSION_TOKEN, 'secret-of-the-source', 'token-of-identity-center'])
    expect(err).not.toContain(secret);
  return err;
}

const denied = (error: string, message: string, more: object = {}) => ({
  behave: (action: string): Behavior => (action === 'AssumeRole' ? { error, message, ...more } : undefined),
});

const NOT_AUTHORIZED = `User: ${CALLER} is not authorized to perform: sts:AssumeRole on resource: ${BREAK_GLASS_ARN}`;

describe('when STS gives no session, it is said why and what to do', () => {
  test('a role that is not there looks like one that does not trust the caller: both are said, and the missing code', async () => {
    const err = await refused([BREAK_GLASS], denied('AccessDenied', NOT_AUTHORIZED));
    expect(err).toContain(`${CALLER} gets no session of \`${BREAK_GLASS_ARN}\``);
    expect(err).toContain('AWS says the same whether the role is not there, does not trust you');
    expect(err).toContain('- the MFA code is missing: give --mfa');
    expect(err).toContain('- it trusts only users of the management account below /break-glass/');
    expect(err).toContain('- the role is not there yet: `npx rampart wait`');
  });

  test('with a code, the code is no cause anymore', async () => {
    const err = await refused([BREAK_GLASS, '--mfa', 'GAHT12345678'], denied('AccessDenied', NOT_AUTHORIZED));
    expect(err).not.toContain('MFA code is missing');
  });

  test('the auditor role names the session that it trusts', async () => {
    const err = await refused(['shop-production/audit'], denied('AccessDenied', NOT_AUTHORIZED));
    expect(err).toContain('`npx rampart assume shop-production/audit --via audit/security`');
    expect(err).not.toContain('MFA');
  });

  test.each([
    [[], 'the external id is missing: give --external-id'],
    [['--external-id', 'rampart-example'], 'the external id is not the one that the role demands'],
    [['--source-identity', 'alice'], 'the role lets nobody set a source identity'],
  ])('a role of somebody else, with %j: %s', async (args, cause) => {
    const role = 'arn:aws:iam::999988887777:role/reader';
    expect(await refused([role, ...args], denied('AccessDenied', NOT_AUTHORIZED))).toContain(`- ${cause}`);
  });

  test.each([
    [
      'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
      /^error: AWS does not accept the MFA code: it is wrong, or was used already/,
    ],
    [
      'MultiFactorAuthentication failed, unable to validate MFA code. Please verify your MFA serial number is valid and associated with this user.',
      /AWS does not know the MFA device `GAHT12345678` as one of arn:aws:iam::111111111111:user\/break-glass\/alice/,
    ],
    ['Roles may not be assumed by root accounts.', /the root user of an account can assume no role/],
    [
      `${NOT_AUTHORIZED} with an explicit deny in a service control policy`,
      /a guardrail denies it: .*\n {4}fix: `npx rampart explain --message/,
    ],
  ])('%s', async (message, expected) => {
    expect(await refused([BREAK_GLASS, '--mfa', 'GAHT12345678'], denied('AccessDenied', message))).toMatch(expected);
  });

  test.each([
    [
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      'a session of 2 h is longer than `arn:aws:iam::999988887777:role/reader` allows',
    ],
    [
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      'a session of 2 h is too long: whoever is a session already gets at most one hour of another role',
    ],
    ['1 validation error detected: something else', 'AWS does not accept the request: 1 validation error'],
  ])('a session that is too long: %s', async (message, expected) => {
    const args = ['arn:aws:iam::999988887777:role/reader', '--duration', '2h'];
    expect(await refused(args, denied('ValidationError', message, { status: 400 }))).toContain(expected);
  });

  test('a Region without STS', async () => {
    const err = await refused(
      [BREAK_GLASS, '--region', 'af-south-1'],
      denied('RegionDisabledException', 'STS is not activated in this region for account:111111111111.'),
    );
    expect(err).toContain('account 111111111111 has no sessions from af-south-1');
  });

  test('an error that is not known is told with its name', async () => {
    const err = await refused([BREAK_GLASS], denied('PackedPolicyTooLarge', 'Too large', { status: 400 }));
    expect(err).toContain('AWS answers with an error: PackedPolicyTooLargeException: Too large');
  });
});

describe('when the source is no good, it is said which source, and what to do', () => {
  const always = (error: string, message: string, more: object = {}): Setting => ({
    behave: () => ({ error, message, ...more }),
  });

  test('expired', async () => {
    const err = await refused(
      [BREAK_GLASS],
      always('ExpiredToken', 'The security token included in the request is expired'),
    );
    expect(err).toContain('the credentials of the keys in AWS_ACCESS_KEY_ID have expired');
    expect(err).toContain('fix: put new ones into the environment');
  });

  test('unknown to AWS, without repeating what AWS repeats of the call', async () => {
    const err = await refused(
      [BREAK_GLASS],
      always(
        'SignatureDoesNotMatch',
        `The request signature we calculated does not match.\n\nx-amz-security-token:${SESSION_TOKEN}`,
        { date: new Date() },
      ),
    );
    expect(err).toContain('AWS does not know the credentials of the keys in AWS_ACCESS_KEY_ID: The request signature');
    expect(err).not.toContain('x-amz-security-token');
  });

  test.each([
    [-20, '20 minutes behind'],
    [45, '45 minutes ahead of'],
  ])('a clock that is %i minutes off, by the Date of the answer', async (minutes, expected) => {
    const now = new Date();
    const err = await refused([BREAK_GLASS], {
      ...always('SignatureDoesNotMatch', 'Signature expired: 20261130T185000Z is now earlier than 20261130T191000Z', {
        date: new Date(now.getTime() - minutes * 60_000),
      }),
      now,
    });
    expect(err).toContain(`the clock of this machine is ${expected} AWS's`);
    expect(err).toContain('fix: set the clock');
  });

  test('no credentials at all', async () => {
    const err = await refused([BREAK_GLASS], { environment: {} });
    expect(err).toContain('there are no AWS credentials: neither in the environment, nor by the profile `default`');
    expect(err).toContain('fix: sign in');
  });

  test('a profile that is not there, with the one that was meant', async () => {
    const files = { config: '[profile management]\nregion = eu-central-1\n' };
    const err = await refused([BREAK_GLASS, '--profile', 'managment'], { files, environment: {} });
    expect(err).toContain('there is no profile `managment`');
    expect(err).toContain('fix: did you mean `management`?');
  });

  test('a profile that asks for a code itself', async () => {
    const config = `[profile a]\nrole_arn = arn:aws:iam::111111111111:role/a\nmfa_serial = GAHT12345678\nsource_profile = b\n[profile b]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret-of-the-source\n`;
    const err = await refused([BREAK_GLASS, '--profile', 'a'], { files: { config }, environment: {} });
    expect(err).toContain('profile `a` assumes a role with an MFA code');
    expect(err).toContain('source_profile');
  });

  test.each([
    ['missing', {}],
    ['over', { [tokenFile('company')]: aToken('2020-01-01T00:00:00Z') }],
  ])('a profile of Identity Center whose sign-in is %s', async (_, token) => {
    const config = `[sso-session company]\nsso_start_url = ${PORTAL}\nsso_region = eu-central-1\n[profile a]\nsso_session = company\nsso_account_id = 111111111111\nsso_role_name = deployer\n`;
    const err = await refused(['shop-production/audit', '--profile', 'a'], {
      files: { config, ...token },
      environment: {},
    });
    expect(err).toContain('the sign-in of profile `a` by Identity Center is missing or has ended');
    expect(err).toContain('fix: run `aws sso login --profile a`');
  });

  test('nobody who knows the name of the server', async () => {
    const err = await refused([BREAK_GLASS], { endpoint: 'http://sts.nowhere.invalid' });
    expect(err).toMatch(
      /STS in eu-central-1 does not answer: the name of the server is not found \((?:ENOTFOUND|EAI_AGAIN)\)/,
    );
  });

  test('a server that takes no connection', async () => {
    expect(await refused([BREAK_GLASS], { endpoint: 'http://127.0.0.1:1' })).toContain(
      'STS in eu-central-1 does not answer: the server takes no connection (ECONNREFUSED)',
    );
  });
});

describe('a server that never answers', () => {
  test.each([
    ['shop-production/break-glass', 'STS in eu-central-1'],
    ['shop-production/operator', 'Identity Center'],
  ])('is given up: %s', async (given, expected) => {
    const server = await anSts(() => ({ silent: true }));
    servers.push(server);
    const files = { [tokenFile(PORTAL)]: aToken(FUTURE) };
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environmentOf(server.endpoint, aHome(files), KEYS));
    const parsed = parseOrganization(organization, catalogue);
    if (parsed.kind === 'problems') throw new Error('the example has problems');
    const step = parseStep(given, false, parsed.value);
    if ('message' in step) throw new Error(step.message);
    const request = { steps: [step], region: 'eu-central-1', homeRegion: 'eu-central-1', startUrl: PORTAL, mfa: null };
    const none = { profile: undefined, sessionName: undefined, seconds: undefined, externalId: undefined };
    const opened = openSession(
      { ...request, ...none, sourceIdentity: undefined },
      { profiles: new Map(), sessions: [] },
      anIo().io,
      { attempts: 1, answerWithinMs: 200 },
    );
    await expect(opened).rejects.toThrow(`${expected} does not answer: the time is up`);
  });
});

describe('when Identity Center gives no session, it is said why and what to do', () => {
  const SESSION = `[sso-session company]\nsso_start_url = ${PORTAL}/\nsso_region = eu-central-1\n`;
  const set = ['shop-production/operator'];
  const signedIn = { config: SESSION, [tokenFile('company')]: aToken(FUTURE) };

  test('nobody has signed in, and the machine does not know Identity Center: the exact lines and command', async () => {
    const err = await refused(set, { environment: {} });
    expect(err).toContain('you have not signed in by Identity Center on this machine');
    expect(err).toContain(
      `run \`aws sso login --sso-session rampart\`:\n\n[sso-session rampart]\nsso_start_url = ${PORTAL}\nsso_region = eu-central-1\nsso_registration_scopes = sso:account:access`,
    );
  });

  test('nobody has signed in, by a session that the machine knows', async () => {
    const err = await refused(set, { environment: {}, files: { config: SESSION } });
    expect(err).toContain('you have not signed in by Identity Center on this machine');
    expect(err).toContain('fix: run `aws sso login --sso-session company`');
  });

  test('the sign-in has ended', async () => {
    const files = { config: SESSION, [tokenFile('company')]: aToken('2020-01-01T00:00:00Z') };
    expect(await refused(set, { files })).toBe(
      'error: your sign-in by Identity Center has ended\n    fix: run `aws sso login --sso-session company`',
    );
  });

  test('the sign-in of an older profile has ended', async () => {
    const config = `[profile old]\nsso_start_url = ${PORTAL}\nsso_region = eu-central-1\nsso_account_id = 300000000008\nsso_role_name = operator\n`;
    const files = { config, [tokenFile(PORTAL)]: aToken('2020-01-01T00:00:00Z') };
    const err = await refused(set, { files });
    expect(err).toContain('your sign-in by Identity Center has ended');
    expect(err).toContain('fix: run `aws sso login --profile old`');
  });

  test.each([
    ['UnauthorizedException', 401, 'does not take your sign-in anymore', 'aws sso login --sso-session company'],
    ['ForbiddenException', 403, 'no session of `operator` in account 300000000008', 'npx rampart assume --list'],
    ['ResourceNotFoundException', 404, 'no session of `operator` in account 300000000008', '--list'],
    ['TooManyRequestsException', 429, 'has too many requests at the moment', 'try again'],
    ['InvalidRequestException', 400, 'Identity Center gives no session', ''],
  ])('%s', async (error, status, expected, fix) => {
    const err = await refused(set, { files: signedIn, behave: () => ({ error, message: 'No access', status }) });
    expect(err).toContain(expected);
    expect(err).toContain(fix);
  });

  test('nothing answers', async () => {
    expect(await refused(set, { files: signedIn, endpoint: 'http://127.0.0.1:1' })).toContain(
      'Identity Center does not answer: the server takes no connection (ECONNREFUSED)',
    );
  });
});
