import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { aFolder, copyExample, EXAMPLE, rampart, REPOSITORY } from './an-io';
import { mistakesIn } from './output-schema';

const explain = (...args: readonly string[]) => rampart(['explain', '--organization', EXAMPLE, ...args]);

const SHOP = ['--account', 'shop-production'];
const UPLOAD = [...SHOP, '--principal', 'role/developer', '--action', 's3:PutObject'];
const ABROAD = ['--context', 'aws:RequestedRegion=eu-north-1'];

/** The `guardrails.json` of the example organization. */
async function guardrailsFile(edit: (text: string) => string = (text) => text): Promise<string> {
  const file = join(aFolder(), 'guardrails.json');
  const { out } = await rampart(['guardrails', '--organization', EXAMPLE]);
  writeFileSync(file, edit(out));
  return file;
}

describe('explain of one call', () => {
  test('shows the decision, the path, the reason, who is exempt and how to ask for an exemption', async () => {
    const { exitCode, out, err } = await explain(...UPLOAD, ...ABROAD);
    expect([exitCode, err]).toEqual([1, '']);
    expect(out).toMatch(/^Denied: role\/developer in shop-production: s3:PutObject\n/);
    expect(out).toMatch(
      /\n {2}root +denies: deny-unapproved-regions, statement DenyUnapprovedRegions of rampart-root-scp-\d\n {2}Workloads +allows\n {2}Workloads\/Production +allows\n {2}shop-production +allows\n/,
    );
    expect(out).toMatch(
      /\ndeny-unapproved-regions: Only global services can be used outside .*\n {2}Why: Attackers with a stolen key/,
    );
    expect(out).toContain('the platform principals: organizationAccess, ');
    expect(out).toContain(
      'arn:*:iam::*:role/network/expansion until 2027-03-31T00:00:00Z (network@example.com: Surveys eu-north-1',
    );
    expect(out).toContain('docs/guardrails/deny-unapproved-regions.md');
    expect(out).toContain(`propose this in ${EXAMPLE}/landing-zone.yaml:`);
  });

  test('proposes a valid exemption that permits the call', async () => {
    const { out } = await explain(...UPLOAD, ...ABROAD);
    const proposal = out
      .slice(out.indexOf('  exemptions:\n'))
      .replaceAll(/^ {2}/gm, '')
      .replace('YYYY-MM-DD', '2030-01-01');
    expect(parse(proposal)).toMatchObject({
      exemptions: [{ principal: 'arn:*:iam::*:role/developer', guardrails: ['deny-unapproved-regions'] }],
    });
    const organization = copyExample(aFolder(), ['exemptions:\n', proposal.trimEnd() + '\n']);
    const args = ['explain', '--organization', organization, ...UPLOAD, ...ABROAD, '--at'];
    expect((await rampart([...args, '2029-12-31T23:59:59Z'])).exitCode).toBe(0);
    expect((await rampart([...args, '2030-01-01T00:00:00Z'])).exitCode).toBe(1);
  });

  test('proposes an exemption for both forms of the path of a role of Identity Center', async () => {
    const roleIn = (region: string) =>
      `role/aws-reserved/sso.amazonaws.com${region}/AWSReservedSSO_Admin_0123456789abcdef`;
    const ask = (organization: string, region: string) =>
      rampart([
        ...[
          'explain',
          '--organization',
          organization,
          ...SHOP,
          '--principal',
          roleIn(region),
          '--action',
          's3:PutObject',
        ],
        ...ABROAD,
        ...['--at', '2029-12-31T00:00:00Z'],
      ]);
    const { out } = await ask(EXAMPLE, '');
    const proposal = out
      .slice(out.indexOf('  exemptions:\n'))
      .replaceAll(/^ {2}/gm, '')
      .replaceAll('YYYY-MM-DD', '2030-01-01');
    const { exemptions } = parse(proposal) as { exemptions: readonly { principal: string }[] };
    expect(exemptions.map(({ principal }) => principal)).toEqual([
      'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_*',
      'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*',
    ]);
    const organization = copyExample(aFolder(), ['exemptions:\n', proposal.trimEnd() + '\n']);
    expect((await ask(organization, '')).exitCode).toBe(0);
    expect((await ask(organization, '/eu-west-1')).exitCode).toBe(0);
    expect((await ask(EXAMPLE, '/eu-west-1')).out.match(/- principal: .*/g)).toEqual([
      "- principal: 'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*'",
    ]);
  });

  test.each([
    'arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice@example.com',
    'arn:aws:iam::222222222222:role/AWSReservedSSO_Admin_0123456789abcdef',
    'role/AWSReservedSSO_Admin_0123456789abcdef',
  ])('completes the path of a role of Identity Center: %s', async (principal) => {
    const call = [...SHOP, '--principal', principal, '--action', 's3:PutObject', ...ABROAD];
    const { exitCode, out } = await explain(...call);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Denied: role\/aws-reserved\/sso\.amazonaws\.com\/AWSReservedSSO_Admin_0123456789abcdef in /);
    expect(out.match(/- principal: .*/g)).toEqual([
      expect.stringContaining('role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_*'),
      expect.stringContaining('role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*'),
    ]);
    const file = await guardrailsFile((text) =>
      text.replaceAll(
        'arn:*:iam::*:role/network/expansion',
        'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*',
      ),
    );
    const open = await explain(...call, '--against', file, '--at', '2026-12-31T00:00:00Z');
    expect(open.exitCode).toBe(1);
    expect(open.out).toMatch(/^Undecided: .*\nDepends on the path of the caller's role; pass --principal ARN\.\n/);
  });

  test.each([
    ['--principal', 'arn:aws-us-gov:iam::222222222222:role/x'],
    ['--principal', 'role/x', '--resource', 'arn:aws-cn:s3:::a/b'],
  ])('refuses a call in another partition: %j', async (...call) => {
    const { exitCode, err } = await explain(...SHOP, '--action', 's3:PutObject', ...call);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/organizations do not span partitions\n {4}fix: pass ARNs of one partition/);
  });

  test('takes the role of a session as the caller', async () => {
    const session = 'arn:aws:sts::222222222222:assumed-role/developer/alice';
    const { exitCode, out } = await explain(...SHOP, '--principal', session, '--action', 's3:PutObject', ...ABROAD);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Denied: role\/developer in shop-production: s3:PutObject\n/);
  });

  test('succeeds if no guardrail denies the call', async () => {
    const { exitCode, out } = await explain(...UPLOAD, '--context', 'aws:RequestedRegion=eu-central-1');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^Permitted: .*\nNo guardrail denies it; other policies may still deny it\.\n/);
    expect(out).not.toContain('exemption');
  });

  test('says that no policy can deny sts:GetCallerIdentity', async () => {
    const { exitCode, out } = await explain(...SHOP, '--principal', 'role/x', '--action', 'sts:GetCallerIdentity');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^Permitted: .*\nNo policy can deny this action\.\n/);
  });

  test('shows what is missing, and how to pass it', async () => {
    const { exitCode, out } = await explain(...UPLOAD, '--unknown', 'aws:RequestedRegion');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Undecided: .*\nDepends on aws:RequestedRegion; pass --context key=value\.\n/);
    expect(out).toMatch(/root +may deny: deny-unapproved-regions, .*; depends on aws:RequestedRegion\n/);
  });

  test('treats all keys as unknown, except those that follow from the principal', async () => {
    const { exitCode, out } = await explain(...UPLOAD, '--unknown', '*');
    expect(exitCode).toBe(1);
    expect(out).toContain('may deny: deny-unapproved-regions');
    expect(out).not.toContain('deny-root-user');
  });

  test('shows why no guardrail binds a caller', async () => {
    const { exitCode, out } = await explain(
      '--account',
      'management',
      '--principal',
      'role/x',
      '--action',
      's3:PutObject',
    );
    expect(exitCode).toBe(0);
    expect(out).toContain('No service or resource control policy binds the management account');
  });

  test('shows if no one can be exempted', async () => {
    const call = [...SHOP, '--principal', 'root', '--action', 's3:ListAllMyBuckets'];
    const { exitCode, out } = await explain(...call);
    expect(exitCode).toBe(1);
    expect(out).toContain('Assuming that the root user itself signed in');
    expect(out).toContain('No one can be exempted from deny-root-user');
    expect(out).not.toContain('exemptions:');
  });

  test('prints JSON: the decision as in a file of requests, and the rest beside it', async () => {
    const { exitCode, out } = await explain(...UPLOAD, ...ABROAD, '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      id: 'request',
      decision: 'denied',
      exempt: null,
      by: [{ target: 'root', guardrails: ['deny-unapproved-regions'] }],
      missing: [],
      request: { account: 'shop-production', action: 's3:PutObject' },
      guardrails: [{ id: 'deny-unapproved-regions', exempts: true }],
    });
  });

  test('judges by any guardrails.json, and shows which guardrails are not in the catalogue', async () => {
    const file = await guardrailsFile((text) => text.replaceAll('deny-unapproved-regions', 'lock-regions'));
    const { exitCode, out } = await explain(...UPLOAD, ...ABROAD, '--against', file);
    expect(exitCode).toBe(1);
    expect(out).toContain('lock-regions (not a guardrail of this release)');
  });

  test.each([
    [['--principal', 'role/x', '--action', 's3:GetObject'], '--account is missing'],
    [[...SHOP, '--action', 's3:GetObject'], '--principal is missing'],
    [[...SHOP, '--principal', 'role/x'], '--action is missing'],
    [[...UPLOAD.slice(0, -1), 'cloudtrail:StopLoging'], 'did you mean `cloudtrail:StopLogging`?'],
    [[...UPLOAD, '--context', 'aws:RequestedRegoin=x', 's3:prefx=x'], 'fix: did you mean `s3:prefix`?'],
    [[...UPLOAD, '--unknown', 'aws:SourceIpp'], '--unknown: AWS documents no condition key `aws:SourceIpp`'],
    [[...SHOP, '--principal', 'role/x', '--action', 'GetObject'], '--action: `GetObject` is not an action'],
    [
      ['--account', 'shop-prodction', '--principal', 'role/x', '--action', 's3:GetObject'],
      'did you mean `shop-production`?',
    ],
    [
      ['--principal', 'arn:aws:iam::222222222222:role/x', '--action', 's3:GetObject'],
      'account 222222222222 is unknown',
    ],
    [[...UPLOAD, '--context', 'aws:RequestedRegion'], '--context takes key=value'],
    [[...UPLOAD, '--resource-account', 'shop-prodction'], '--resource-account: `shop-prodction` is not an account'],
    [[...UPLOAD, '--at', 'tomorrow'], '--at takes a time'],
    [[...UPLOAD, '--against', '/nowhere'], '`/nowhere` cannot be read'],
    [['--requests', 'x', ...SHOP], '--requests describes its calls completely; remove --account'],
    [['--message', 'Access Denied'], 'the message does not say which one and by whom'],
    [['--message', 'Access Denied', ...SHOP, '--principal', 'role/x'], 'fix: add --action'],
    [['--message', 'Hello'], 'nothing in this text says that AWS denied a call'],
  ])('fails for %j', async (args, message) => {
    const { exitCode, out, err } = await explain(...args);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toMatch(/bug in Rampart|^ +at /m);
  });

  test.each([
    ['not JSON', () => '{ "formatVersion": 1', 1, 21, 'the end of the text'],
    ['nested 100,000 deep', () => '['.repeat(100_000), 1, 65, 'nested more than 64 deep'],
    ['of another format', () => '{ "formatVersion": 2 }', 1, 20, 'the file has formatVersion 2\n    allowed: 1'],
    ['of another shape', () => '{ "formatVersion": "1" }', 1, 20, '`/formatVersion` is `"1"`\n    allowed: `1`'],
    [
      'one with a wrong effect',
      (text: string) => text.replace('"Effect": "Deny"', '"Effect": "Dny"'),
      0,
      0,
      'is `"Dny"`\n    allowed: `Allow`, `Deny`',
    ],
    [
      'one that AWS would refuse',
      (text: string) => text.replace(/("documents"[^]*?)StringNotEquals/, '$1StringNotEqual'),
      0,
      0,
      'StringNotEqual',
    ],
    [
      'one with an unknown parent',
      (text: string) => text.replace('"parent": "Workloads"', '"parent": "Worklods"'),
      0,
      0,
      'did you mean `Workloads`?',
    ],
  ])('fails for a guardrails.json that is %s, with the position', async (_name, edit, line, column, message) => {
    const file = await guardrailsFile(edit);
    const { exitCode, err } = await explain(...UPLOAD, '--against', file);
    expect(exitCode).toBe(2);
    expect(err).toMatch(
      line === 0 ? /guardrails\.json:\d+:\d+: / : new RegExp(`guardrails\\.json:${line}:${column}: `),
    );
    expect(err).toContain(message);
  });

  test('fails for an organization with a mistake, with the position', async () => {
    const organization = copyExample(aFolder(), ['deny-root-user:', 'deny-rot-user:']);
    const { exitCode, err } = await rampart(['explain', '--organization', organization, ...UPLOAD]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/landing-zone\.yaml:\d+:\d+: unknown guardrail `deny-rot-user`/);
  });
});

describe('the JSON of one call', () => {
  const say = 'User: arn:aws:iam::222222222222:user/alice is not authorized to perform: ';
  const s3 = '"arn:aws:s3:::orders" ';

  test.each([
    ['a permitted call', UPLOAD],
    ['a denied call, with a proposal', [...UPLOAD, ...ABROAD]],
    ['an undecided call of several resources', [...UPLOAD.slice(0, -1), 'ec2:RunInstances']],
    ['an exempt call', [...SHOP, '--principal', 'role/platform/break-glass', '--action', 'cloudtrail:StopLogging']],
    ['a call that a management policy governs', [...UPLOAD.slice(0, -1), 's3:PutBucketPolicy']],
    ['a message', [...SHOP, '--message', `${say}s3:PutObject on resource: ${s3}with an explicit deny`]],
    ['a message whose readings differ', ['--message', `${say}s3:PutObject on resource: ${s3}`, '--account', 'null']],
    ['a message about a management policy', ['--message', 'An error occurred (TagPolicyViolation) when calling …']],
    ['a mistake', [...UPLOAD, '--context', 'nonsense']],
  ])('follows the shipped schema: %s', async (_, args) => {
    const { out } = await explain(...args, '--json');
    expect(mistakesIn('explain', out)).toBeNull();
  });

  test('has no account number that is only an example', async () => {
    for (const action of ['ec2:RunInstances', 's3:PutObject', 'iam:CreateRole']) {
      const { out } = await explain(...UPLOAD.slice(0, -1), action, '--json');
      expect(out.match(/\b99\d{10}\b/g)).toBeNull();
    }
  });
});

describe('what a call by options assumes', () => {
  const LAUNCH = [...SHOP, '--principal', 'role/developer', '--action', 'ec2:RunInstances'];

  test('is told only if the answer depends on it', async () => {
    const { exitCode, out } = await explain(...UPLOAD);
    expect(exitCode).toBe(0);
    expect(out).toContain('Assuming Region eu-central-1 (the home Region)');
    expect(out).toContain('Assuming TLS; override with --context aws:SecureTransport=false.');
    const leave = await explain(...SHOP, '--principal', 'role/x', '--action', 'organizations:LeaveOrganization');
    expect(leave.out).toMatch(/^Denied/);
    expect(leave.out).not.toContain('Assuming');
  });

  test('is nothing about a key that is given, or named as unknown', async () => {
    const given = await explain(...UPLOAD, ...ABROAD, '--context', 'aws:securetransport=false');
    expect(given.out).not.toMatch(/Assuming (?:Region|TLS)/);
    const unknown = await explain(...UPLOAD, '--unknown', 'aws:requestedregion', 'ec2:RoleDelivery');
    expect(unknown.out).toMatch(/^Undecided: .*\nDepends on aws:RequestedRegion, ec2:RoleDelivery;/);
  });

  test('is the home Region that a file states, if it states one', async () => {
    const stated = await explain(...UPLOAD, '--against', await guardrailsFile());
    expect(stated.out).toContain('Assuming Region eu-central-1 (the home Region)');
    const silent = await guardrailsFile((text) => text.replace(/,\s*"homeRegion": "[^"]*"/, ''));
    const { out } = await explain(...UPLOAD, '--against', silent);
    expect(out).toMatch(/^Undecided: .*\nDepends on aws:RequestedRegion;/);
  });

  test('lets a launch be answered for its type, with all that it must carry', async () => {
    const { exitCode, out } = await explain(...LAUNCH, '--context', 'ec2:InstanceType=t3.micro');
    expect(exitCode).toBe(1);
    expect(out).not.toContain('limit-instance-types');
    expect(out).toMatch(
      /Permitted if each of these is true:\n(?: {2}- .*\n)* {2}- ec2:MetadataHttpTokens is required \(require-imdsv2\)\n/,
    );
    expect(out).toContain('  - aws:RequestTag/owner is present (require-tags)\n');
    const carried = ['ec2:InstanceType=t3.micro', 'ec2:MetadataHttpTokens=required', 'ec2:Encrypted=true'];
    const tags = ['aws:RequestTag/owner=a', 'aws:RequestTag/cost-center=b'];
    expect((await explain(...LAUNCH, '--context', ...carried, ...tags)).out).toMatch(/^Permitted/);
    const large = await explain(...LAUNCH, '--context', 'ec2:InstanceType=p5.48xlarge');
    expect(large.out).toMatch(/^Denied/);
    expect(large.out).toContain('denies: limit-instance-types');
  });

  test('is dropped if it permits what AWS says a guardrail denied', async () => {
    const message =
      'User: arn:aws:sts::222222222222:assumed-role/developer/alice is not authorized to perform: s3:PutObject on resource: ' +
      '"arn:aws:s3:::orders/1" with an explicit deny in a service control policy';
    const { out } = await explain(...SHOP, '--message', message);
    expect(out).toMatch(/^Undecided: /);
    expect(out).not.toContain('Assuming Region');
  });
});

describe('an exemption of the caller', () => {
  const SURVEY = [...SHOP, '--principal', 'role/network/expansion', '--action', 's3:PutObject', ...ABROAD];

  test('is told with its end', async () => {
    const { exitCode, out } = await explain(...SURVEY, '--at', '2027-03-30T23:59:59Z');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^Permitted: .*\nNo other guardrail denies it; other policies may still deny it\.\n/);
    expect(out).toContain('The caller is exempt from deny-unapproved-regions until 2027-03-31T00:00:00Z (network@');
  });

  test('is told when it has ended, with how to prolong it', async () => {
    const { exitCode, out } = await explain(...SURVEY, '--at', '2027-03-31T00:00:00Z');
    expect(exitCode).toBe(1);
    expect(out).toContain(
      "The caller's exemption from deny-unapproved-regions ended on 2027-03-31T00:00:00Z (network@",
    );
    expect(out).toContain('To prolong the exemption, change its `expires`');
    expect(out).not.toContain('propose this');
  });

  test('is told for the platform, from all guardrails that matter', async () => {
    const { out } = await explain(
      ...[...SHOP, '--principal', 'role/platform/break-glass', '--action', 'cloudtrail:StopLogging', ...ABROAD],
    );
    expect(out).toContain(
      'The caller is exempt from deny-unapproved-regions and protect-cloudtrail as the platform principal breakGlass.',
    );
  });

  test('is proposed only if it would change the answer', async () => {
    const proposes = async (...args: readonly string[]): Promise<boolean> =>
      (await explain(...UPLOAD, ...args)).out.includes('propose this');
    expect(await proposes(...ABROAD)).toBe(true);
    expect(await proposes('--unknown', 'aws:RequestedRegion')).toBe(false);
    // `require-tls` denies as well, and exempts nobody.
    expect(await proposes(...ABROAD, '--context', 'aws:SecureTransport=false')).toBe(false);
    const closed = await guardrailsFile((text) =>
      text.replace('"id": "Workloads/Production",', '"id": "Workloads/Production", "fullAwsAccess": false,'),
    );
    expect(await proposes(...ABROAD, '--against', closed)).toBe(false);
  });
});

describe('management policies', () => {
  test('are part of an answer', async () => {
    const { out } = await explain(...UPLOAD.slice(0, -1), 's3:PutBucketPolicy', '--resource', 'arn:aws:s3:::reports');
    expect(out).toMatch(/^Permitted: .*\nNo service or resource control policy denies it;/);
    expect(out).toContain(
      'block-public-buckets governs this: the service enforces it (public_access_block_configuration is all).',
    );
  });

  test('count where the resource is, and only for actions that they govern', async () => {
    const open = (account: string) =>
      explain('--account', account, '--principal', 'role/x', '--action', 'ec2:CreateRoute', '--json');
    const governing = async (account: string): Promise<unknown> =>
      (JSON.parse((await open(account)).out) as { managementPolicies: unknown }).managementPolicies;
    expect(await governing('shop-production')).toMatchObject([
      { guardrails: ['block-public-vpc'], value: 'block_ingress' },
    ]);
    expect(await governing('shop-development')).toEqual([]);
    expect((await explain(...UPLOAD)).out).not.toContain('governs this');
  });
});

describe('explain --message', () => {
  const say = (rest: string): string =>
    `User: arn:aws:sts::222222222222:assumed-role/developer/alice is not authorized to perform: ${rest}`;
  const ask = (message: string, ...args: readonly string[]) => explain(...SHOP, '--message', message, ...args);
  const explicit = 'with an explicit deny in a service control policy';

  test('explains a denied call, and shows what it assumes', async () => {
    const { exitCode, out } = await ask(say(`organizations:LeaveOrganization ${explicit}`));
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Denied: role\/developer in shop-production: organizations:LeaveOrganization\n/);
    expect(out).toContain('denies: deny-leaving-organization');
    expect(out).toContain(
      "Assuming role/developer (the ARN of a session omits the role's path); override with --principal.",
    );
    expect(out).toContain('Assuming that shop-production is account 222222222222.');
  });

  test('judges an event of CloudTrail at its time and in its Region, unless options say otherwise', async () => {
    const event = (eventTime: string): string =>
      JSON.stringify({
        userIdentity: {
          type: 'AssumedRole',
          arn: 'arn:aws:sts::222222222222:assumed-role/expansion/alice',
          sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::222222222222:role/network/expansion' } },
        },
        eventTime,
        eventSource: 'ec2.amazonaws.com',
        eventName: 'DescribeVpcs',
        awsRegion: 'eu-north-1',
        errorCode: 'Client.UnauthorizedOperation',
        errorMessage: 'You are not authorized to perform this operation.',
      });
    const [before, after] = ['2027-03-30T23:59:59Z', '2027-03-31T00:00:00Z'];
    const denied = 'Denied: role/network/expansion in shop-production: ec2:DescribeVpcs';
    const open = `AWS denied it; no guardrail in this file does${denied.slice(denied.indexOf(':'))}`;
    const ended = await ask(event(after));
    expect(ended.out.split('\n')[0]).toBe(denied);
    expect(ended.out).toContain("The caller's exemption from deny-unapproved-regions ended on 2027-03-31T00:00:00Z");
    expect((await ask(event(before))).out.split('\n')[0]).toBe(open);
    for (const options of [
      ['--at', before],
      ['--context', `AWS:currenttime=${before}`],
      ['--context', 'aws:EpochTime=1806451199'],
      ['--context', 'aws:requestedRegion=eu-central-1'],
    ])
      expect((await ask(event(after), ...options)).out.split('\n')[0]).toBe(open);
    expect((await ask(event(after), '--unknown', 'aws:CurrentTime')).out).toContain('Undecided: ');
  });

  test('can read standard input, also what is too long for an argument', () => {
    const message = `${'Plan: 1 to add\n'.repeat(20_000)}${say(`organizations:LeaveOrganization ${explicit}`)}`;
    const args = [join(REPOSITORY, 'bin/rampart.js'), 'explain', ...SHOP, '--message', '-'];
    const run = (input: SpawnSyncOptions) =>
      spawnSync(process.execPath, args, { cwd: REPOSITORY, encoding: 'utf8', ...input });
    const { status, stdout } = run({ input: message });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^Denied: role\/developer in shop-production: organizations:LeaveOrganization\n/);
    const folder = openSync(REPOSITORY, 'r');
    const failed = run({ stdio: [folder, 'pipe', 'pipe'] });
    closeSync(folder);
    expect([failed.status, failed.stderr]).toEqual([
      2,
      expect.stringContaining('error: --message: standard input cannot be read; pipe a text into the command'),
    ]);
  });

  test('never refuses an action that AWS printed', async () => {
    expect((await ask(say(`s3:NewerThanTheReference ${explicit}`))).exitCode).toBe(1);
    expect((await ask(say(`newer:Action ${explicit}`), '--context', 's3:prefx=a')).exitCode).toBe(2);
  });

  test('takes the Region from the resource', async () => {
    const table = 'arn:aws:dynamodb:eu-north-1:222222222222:table/orders';
    const { exitCode, out } = await ask(say(`dynamodb:PutItem on resource: ${table} ${explicit}`));
    expect(exitCode).toBe(1);
    expect(out).toContain('denies: deny-unapproved-regions');
    expect(out).toContain('Assuming Region eu-north-1 (the Region of the resource)');
    const told = await ask(
      say(`dynamodb:PutItem on resource: ${table} ${explicit}`),
      '--context',
      'aws:requestedregion=eu-central-1',
    );
    expect(told.out).not.toContain('denies: deny-unapproved-regions');
    expect(told.out).not.toContain('Assuming Region');
  });

  test('shows which guardrails it may have been if keys are missing', async () => {
    const instance = 'arn:aws:ec2:eu-central-1:222222222222:instance/*';
    const message = say(`ec2:RunInstances on resource: ${instance} ${explicit}`);
    const { exitCode, out } = await ask(message);
    expect(exitCode).toBe(1);
    expect(out).toContain(
      'It was one of these: require-imdsv2, require-tags, limit-instance-types or deny-expensive-services; pass more --context',
    );
    expect(out).toMatch(/may deny: limit-instance-types, .*depends on ec2:InstanceType/);
    const more = await ask(message, '--context', 'ec2:InstanceType=p5.48xlarge', 'ec2:MetadataHttpTokens=required');
    expect(more.out).toContain('denies: limit-instance-types');
  });

  test('shows which guardrail it was if it can only have been one', async () => {
    const queue = 'arn:aws:sqs::222222222222:orders';
    const message = say(`sqs:SendMessage on resource: ${queue} ${explicit}`);
    const open = ['--unknown', 'aws:RequestedRegion', '--context', 'ec2:RoleDelivery=2.0'];
    const { out } = await ask(message, ...open);
    expect(out).toMatch(/^Undecided/);
    expect(out).toContain('If what is assumed below is right, it was deny-unapproved-regions.');
    const known = await guardrailsFile((text) =>
      text.replace(/("id": "shop-production",[^}]*"accountId": )null/, '$1"222222222222"'),
    );
    const sure = await explain(
      ...[
        '--message',
        message.replace(/sts(.*)assumed-role.developer.alice/, 'iam$1user/alice'),
        '--against',
        known,
        ...open,
        ...['--context', 'aws:SecureTransport=true'],
      ],
    );
    expect(sure.out).toContain('It was deny-unapproved-regions; nothing else in this file could have denied it.');
  });

  test('compares the policy that AWS names by its ARN with those of the file', async () => {
    const withIds = (count: number) => (text: string) =>
      text.replace(/("name": "rampart-([^"]*)"[^]*?"awsId": )null/g, (all, before: string, name: string) =>
        name.length > count ? all : `${before}"p-${name.toLowerCase().replaceAll('-', '')}"`,
      );
    const all = await guardrailsFile(withIds(100));
    const some = await guardrailsFile(withIds(10));
    const instance = 'arn:aws:ec2:eu-central-1:222222222222:instance/*';
    const askAbout = (file: string, id: string, organization = 'o-x', action = 'ec2:RunInstances') =>
      ask(
        say(
          `${action} on resource: ${instance} ${explicit}: arn:aws:organizations::111111111111:policy/${organization}/service_control_policy/${id}`,
        ),
        ...['--against', file],
      );
    const held = await askAbout(all, 'p-workloadsscp1');
    expect(held.out).toContain('In this file that is rampart-Workloads-scp-1.');
    expect(held.out).toContain('It was one of these: require-tags, limit-instance-types or deny-expensive-services;');
    const silent = await askAbout(all, 'p-suspendedscp1');
    expect(silent.out).toContain('rampart-Suspended-scp-1, which does not deny it: what is deployed differs.');
    const missing = await askAbout(all, 'p-99999999');
    expect(missing.out).toContain(
      'This file does not hold the policy p-99999999 that AWS names: what is deployed differs',
    );
    const unsure = await askAbout(some, 'p-99999999');
    expect(unsure.out).not.toContain('does not hold');
    const own = await guardrailsFile((text) => text.replace('"id": null', '"id": "o-exampleorg1"'));
    expect((await askAbout(own, 'p-99999999', 'o-another')).out).toContain(
      'That is a policy of the organization o-another; this file is about o-exampleorg1.',
    );
    const denied = await askAbout(all, 'p-99999999', 'o-x', 'organizations:LeaveOrganization');
    expect(denied.out).toMatch(
      /^Denied: .*\ndeny-leaving-organization \(at root\) denies it\.\nAWS says: .*does not hold/,
    );
  });

  test('considers the account of the resource, which ARNs of S3 omit', async () => {
    const message = say(
      's3:GetObject on resource: "arn:aws:s3:::orders/1" with an explicit deny in a resource control policy',
    );
    const rcp = {
      name: 'perimeter',
      type: 'RESOURCE_CONTROL_POLICY',
      targets: ['Workloads'],
      content: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Ours',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: '*',
            Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
          },
        ],
      },
    };
    const file = await guardrailsFile((text) => JSON.stringify({ ...(JSON.parse(text) as object), documents: [rcp] }));
    const { exitCode, out } = await explain(
      ...['--message', message, '--against', file, '--account', 'null', '--resource-account', 'shop-production'],
    );
    expect(exitCode).toBe(1);
    expect(out).toMatch(/Workloads +denies: statement Ours of perimeter\n/);
    expect(out).toContain('perimeter is not known to come from a guardrail; ask the team that manages this policy.');
    const { out: open } = await ask(message, '--against', file);
    expect(open).toMatch(
      /^Undecided: .*\n.* depends on .*the account of the resource; pass .*--resource-account NAME\./,
    );
    expect(open).toMatch(/\n {2}audit, log-archive, network and 4 more +no guardrail denies it\n/);
    const outside = await ask(message, '--against', file, '--resource-account', 'null');
    expect(outside.exitCode).toBe(0);
    expect(outside.out).toMatch(/^AWS denied it; no guardrail in this file does: /);
  });

  test('shows if the deployed policies differ from the organization', async () => {
    const implicit = await ask(say('s3:PutObject because no service control policy allows the s3:PutObject action'));
    expect(implicit.out).toContain('In this file every level allows it, so what is deployed differs.');
    const resource = await ask(
      say(
        'sqs:SendMessage on resource: arn:aws:sqs:eu-central-1:222222222222:q with an explicit deny in a resource control policy',
      ),
      '--against',
      await guardrailsFile((text) => {
        const file = JSON.parse(text) as { documents: readonly { type: string }[] };
        const documents = file.documents.filter(({ type }) => type === 'SERVICE_CONTROL_POLICY');
        return JSON.stringify({ ...file, documents });
      }),
    );
    expect(resource.out).toContain('No resource control policy of this file denies it, so what is deployed differs.');
  });

  test('explains an implicit deny by the target that does not allow the call', async () => {
    const file = await guardrailsFile((text) =>
      text.replace('"id": "Workloads/Production",', '"id": "Workloads/Production", "fullAwsAccess": false,'),
    );
    const { exitCode, out } = await ask(
      say('s3:PutObject because no service control policy allows the s3:PutObject action'),
      '--against',
      file,
    );
    expect(exitCode).toBe(1);
    expect(out).toMatch(/Workloads\/Production +allows nothing: no document here allows s3:PutObject/);
    expect(out).toContain('At Workloads/Production, only what its policies allow is possible');
  });

  test('shows if it was not a guardrail', async () => {
    const { exitCode, out } = await ask(
      say(
        'iam:GetRole on resource: arn:aws:iam::222222222222:role/x because no identity-based policy allows the iam:GetRole action',
      ),
      ...['--context', 'ec2:RoleDelivery=2.0'],
    );
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /^AWS denied it; no guardrail in this file does: role\/developer in shop-production: iam:GetRole/,
    );
    expect(out).toContain('AWS says: no identity-based policy allows it. That is no guardrail; the team that');
  });

  test('shows that a guardrail denies it as well, if AWS names a policy of another type', async () => {
    const message = say(
      'organizations:LeaveOrganization because no identity-based policy allows the iam:PassRole action',
    );
    const { exitCode, out } = await ask(message);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Denied: .*\ndeny-leaving-organization \(at root\) denies it\.\n/);
    expect(out).toContain("no identity-based policy allows iam:PassRole, another action than the call's;");
    expect(out).toContain('AWS names one reason only: if that one is removed, the statement below denies it.');
    const json = JSON.parse((await ask(message, '--json')).out) as { guardrails: readonly { id: string }[] };
    expect(json.guardrails.map(({ id }) => id)).toEqual(['deny-leaving-organization']);
  });

  test('says what would still stop it, if AWS names a policy of another type', async () => {
    const because = (action: string): string =>
      say(`${action} because no identity-based policy allows the ${action} action`);
    const open = await ask(because('ec2:RunInstances'));
    expect(open.out).toContain('if that one is removed, the statements below may deny it.');
    const closed = await guardrailsFile((text) =>
      text.replace('"id": "Workloads/Production",', '"id": "Workloads/Production", "fullAwsAccess": false,'),
    );
    const level = await ask(because('iam:GetRole'), '--against', closed);
    expect(level.out).toContain('if that one is removed, a level below does not allow it.');
  });

  test.each([
    ['of the management account', ['--account', 'management', '--principal', 'role/x'], 'binds the management account'],
    [
      'of another organization',
      ['--principal', 'arn:aws:iam::888888888888:role/x', '--account', 'null'],
      'outside of it',
    ],
  ])('never calls a denial permitted: a caller %s', async (_name, args, reason) => {
    const message = say(`organizations:LeaveOrganization ${explicit}`);
    const { exitCode, out } = await explain('--message', message, ...args);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^AWS denied it; no guardrail in this file does: /);
    expect(out).toContain(reason);
  });

  test("shows how to decode EC2's message, and explains the decoded one", async () => {
    const { exitCode, err } = await ask(
      'An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform ' +
        'this operation. Encoded authorization failure message: 4GIOHlTkIaWHQ',
    );
    expect(exitCode).toBe(2);
    expect(err).toContain('read: the action ec2:RunInstances\n');
    expect(err).toContain('aws sts decode-authorization-message');
    const decoded = JSON.stringify({
      context: {
        principal: { arn: 'arn:aws:sts::222222222222:assumed-role/developer/alice' },
        action: 'ec2:RunInstances',
        resource: 'arn:aws:ec2:eu-central-1:222222222222:instance/*',
        conditions: { items: [{ key: 'ec2:InstanceType', values: { items: [{ value: 'p5.48xlarge' }] } }] },
      },
    });
    const second = await ask(decoded);
    expect(second.out).toMatch(/^Denied/);
    expect(second.out).toContain('denies: limit-instance-types');
  });

  test("explains EC2's encoded message if the options describe the call", async () => {
    const { out } = await ask(
      'An error occurred (UnauthorizedOperation) when calling the LeaveOrganization operation: Encoded authorization failure message: x',
      '--principal',
      'role/developer',
      '--action',
      'organizations:LeaveOrganization',
    );
    expect(out).toMatch(/^Denied/);
    expect(out).toContain('aws sts decode-authorization-message');
  });

  test('explains one of several denials, and lists the others', async () => {
    const text = [
      say(`iam:GetRole on resource: * ${explicit}`),
      say(`organizations:LeaveOrganization ${explicit}`),
    ].join('\n');
    const first = await ask(text);
    expect(first.out).toContain('This answers the denial of iam:GetRole on *');
    expect(first.out).toContain('organizations:LeaveOrganization for role developer of account 222222222222');
    const second = await ask(text, '--action', 'organizations:LeaveOrganization');
    expect(second.out).toMatch(/^Denied: role\/developer in shop-production: organizations:LeaveOrganization\n/);
    const json = JSON.parse((await ask(text, '--json')).out) as { otherDenials: readonly object[] };
    expect(json.otherDenials).toMatchObject([{ action: 'organizations:LeaveOrganization' }]);
    const roles = [1, 2, 3].map((role) => say(`iam:GetRole on resource: arn:aws:iam::222222222222:role/${role}`));
    const many = await ask([...roles, text].join('\n'), '--action', 'organizations:LeaveOrganization');
    expect(many.out).toContain('The text has 4 more denials;');
    expect(many.out).toContain('  iam:GetRole for role developer of account 222222222222, on 4 resources\n');
  });

  test('names the statement of the file that a decoded message names', async () => {
    const decoded = (id: string): string =>
      JSON.stringify({
        explicitDeny: true,
        matchedStatements: { items: [{ statementId: id }] },
        context: {
          principal: { arn: 'arn:aws:sts::222222222222:assumed-role/developer/alice' },
          action: 'ec2:RunInstances',
          resource: 'arn:aws:ec2:eu-central-1:222222222222:instance/*',
        },
      });
    const { exitCode, out } = await ask(decoded('LimitInstanceTypesLaunch'));
    expect(exitCode).toBe(1);
    expect(out).toMatch(
      /^Denied: .*\nlimit-instance-types \(at Workloads\) denies it\.\nAWS says: an explicit deny by the statement/,
    );
    const other = await ask(decoded('Unheard'));
    expect(other.out).toMatch(/^Undecided: /);
    expect(other.out).toContain('No statement of this file with that Sid denies it');
  });

  test('takes the account from the options if the message masks it', async () => {
    const text = say(`iam:CreateUser on resource: arn:aws:iam::***:user/bob ${explicit}`).replace(
      '222222222222',
      '***',
    );
    const { out } = await ask(text);
    expect(out).toMatch(
      /^Denied: role\/developer in shop-production: iam:CreateUser on arn:aws:iam::\{account:shop-production\}:user\/bob\n/,
    );
    expect(out).not.toContain('Assuming that shop-production is account');
    expect((await explain('--message', text)).err).toContain('--account is missing: the message masks the account');
  });

  test("tries both forms of the path of Identity Center's roles", async () => {
    const role = 'AWSReservedSSO_Admin_0123456789abcdef';
    const text = say(`iam:CreateUser on resource: * ${explicit}`).replace('developer', role);
    const exempt = (region: string) => (json: string) =>
      JSON.stringify({
        ...(JSON.parse(json) as object),
        placements: undefined,
        settings: undefined,
        documents: [
          {
            name: 'users',
            type: 'SERVICE_CONTROL_POLICY',
            targets: ['root'],
            content: {
              Version: '2012-10-17',
              Statement: [
                {
                  Sid: 'Users',
                  Effect: 'Deny',
                  Action: 'iam:CreateUser',
                  Resource: '*',
                  Condition: {
                    ArnNotLike: {
                      'aws:PrincipalArn': `arn:*:iam::*:role/aws-reserved/sso.amazonaws.com${region}/${role}`,
                    },
                  },
                },
              ],
            },
          },
        ],
      });
    const answer = async (region: string) => (await ask(text, '--against', await guardrailsFile(exempt(region)))).out;
    const regional = await answer('/*');
    expect(regional).toMatch(/^Undecided: .*\n.* depends on the path of the caller's role; pass --principal ARN\.\n/);
    expect(regional).toMatch(
      /\n {2}role\/aws-reserved\/sso\.amazonaws\.com\/\*\/AWSReservedSSO_\S+ +no guardrail denies it\n/,
    );
    expect(await answer('*')).toMatch(/^AWS denied it; no guardrail in this file does: /);
    expect(await answer('/nowhere')).toMatch(/^Denied: /);
  });

  test.each([
    [
      "api error TagPolicyViolation: The tag policy does not allow the specified value for the following tag key: 'Environment'.",
      ['--account', 'shop-production'],
      1,
      /^Denied\nAWS says: a tag policy .*\(Environment\)\. The tag policy that makes the setting is standard-tags \(at root\)\.$/,
    ],
    [
      "operation error EC2: CreateFleet, api error TagPolicyViolation: The tag policy does not allow the specified value for the following tag key: 'Project'.",
      [],
      0,
      /^AWS denied it; no guardrail in this file does: ec2:CreateFleet\n.*what is deployed differs\.$/,
    ],
    [
      'An error occurred (OperationNotPermitted) when calling the EnableImageBlockPublicAccess operation: This action is denied due to an organizational policy in effect',
      ['--account', 'sandbox-one'],
      1,
      /^Denied: .*\n.*The declarative policy for EC2 that makes the setting is block-public-images-and-snapshots \(at root\)\.$/,
    ],
    [
      'An error occurred (OperationNotPermitted) when calling the ModifyInstanceMetadataDefaults operation: This action is denied due to an organizational policy in effect',
      ['--account', 'sandbox-one', '--principal', 'role/x', '--context', 'aws:RequestedRegion=eu-north-1'],
      1,
      /^Denied: .*\nAWS says: .* is enforce-imdsv2 \(at root\)\.\n[^]*deny-unapproved-regions(?![^]*exemptions:)/,
    ],
    [
      'An error occurred (OperationNotPermitted) when calling the DescribeVpcs operation: This action is denied due to an organizational policy in effect',
      ['--account', 'sandbox-one'],
      1,
      /one of these policies: block-public-images-and-snapshots \(at root\), enforce-imdsv2 \(at root\) or allow-images \(at Sandbox\)\.$/,
    ],
    [
      'User: arn:aws:iam::222222222222:user/alice is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::a" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.',
      SHOP,
      1,
      /^Denied: user\/alice in shop-production: s3:PutBucketPolicy.*\nAWS says: S3 Block Public Access .*block-public-buckets \(at root\)\.\n/,
    ],
  ])('names the management policy that refused the call: %j', async (text, args, exitCode, pattern) => {
    const answer = await explain('--message', text, ...args);
    expect(answer.exitCode).toBe(exitCode);
    expect(answer.out).toMatch(pattern);
  });

  test('prints JSON', async () => {
    const { exitCode, out } = await ask(say(`organizations:LeaveOrganization ${explicit}`), '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ decision: 'denied', assumed: [expect.any(String), expect.any(String)] });
  });
});
