import { prepareJudge } from '../../../../lib/analysis/evaluate/decide';
import type { RequestLine } from '../../../../lib/analysis/evaluate/request-line';
import { possibleRoles } from '../../../../lib/analysis/explain/possible-callers';
import { outsideNumber, possibleOwners } from '../../../../lib/analysis/explain/possible-owners';
import { explainReadings, type CallReading } from '../../../../lib/analysis/explain/readings';
import { settle } from '../../../../lib/analysis/explain/settle';
import type { GuardrailsDocument, GuardrailsFile } from '../../../../lib/model/guardrails-file';

type Statement = GuardrailsDocument['content']['Statement'][number];

const SHOP = '222222222222';
const DATA = '333333333333';
const PARTNER = '777777777777';

const denyS3: Statement = { Sid: 'DenyS3', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };

function aDocument(name: string, target: string, statement: Statement): GuardrailsDocument {
  const type = statement.Principal === undefined ? 'SERVICE_CONTROL_POLICY' : 'RESOURCE_CONTROL_POLICY';
  return { name, type, targets: [target], content: { Version: '2012-10-17', Statement: [statement] } };
}

function aFile(...documents: readonly GuardrailsDocument[]): GuardrailsFile {
  return {
    formatVersion: 1,
    organization: { id: 'o-exampleorg1', managementAccount: '111111111111' },
    targets: [
      { id: 'root', kind: 'root' },
      { id: 'Data', kind: 'unit', parent: 'root' },
      { id: 'shop', kind: 'account', parent: 'root', accountId: SHOP },
      { id: 'data', kind: 'account', parent: 'Data', accountId: DATA },
    ],
    documents,
  };
}

const request: RequestLine = {
  id: 'r',
  account: 'shop',
  principal: `arn:aws:iam::${SHOP}:role/developer`,
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::orders/1',
};
const { principal } = request;

function explainIn(file: GuardrailsFile, readings: readonly CallReading[], asked = request) {
  return explainReadings(prepareJudge(file), asked, readings);
}

const inEach = (...accounts: readonly string[]): readonly CallReading[] =>
  accounts.map((resourceAccount) => ({ principal, resourceAccount }));

describe('the readings of a call', () => {
  test('have one answer where none differs', () => {
    const found = explainIn(aFile(aDocument('rcp', 'root', denyS3)), inEach('shop', 'data'));
    expect(found.decision.decision).toBe('denied');
    expect(found.groups).toMatchObject([{ principals: [principal], resourceAccounts: ['shop', 'data'] }]);
  });

  test('leave a statement open that denies only some of them', () => {
    const found = explainIn(aFile(aDocument('rcp', 'Data', denyS3)), inEach('shop', 'data', PARTNER));
    expect(found.decision).toMatchObject({ decision: 'undecided', by: [], missing: ['resourceAccount'] });
    expect(found.path.map(({ target, statements }) => [target, statements.map(({ verdict }) => verdict)])).toEqual([
      ['root', []],
      ['shop', []],
      ['Data', ['may deny']],
    ]);
    expect(found.groups.map((group) => [group.resourceAccounts, group.explanation.decision.decision])).toEqual([
      [['shop', PARTNER], 'permitted'],
      [['data'], 'denied'],
    ]);
  });

  test('are denied if each of them is, by what denies all of them', () => {
    const scp: Statement = { Sid: 'Own', Effect: 'Deny', Action: 's3:*', Resource: '*' };
    const found = explainIn(
      aFile(aDocument('rcp', 'Data', denyS3), aDocument('scp', 'shop', scp)),
      inEach('shop', 'data'),
    );
    expect(found.decision).toMatchObject({ decision: 'denied', by: [{ document: 'scp' }], missing: [] });
    expect(found.path.flatMap(({ statements }) => statements)).toMatchObject([
      { document: 'scp', verdict: 'denies', missing: [] },
      { document: 'rcp', verdict: 'may deny', missing: ['resourceAccount'] },
    ]);
  });

  test('are denied if another statement denies each of them', () => {
    const file = aFile(aDocument('a', 'Data', denyS3), aDocument('b', 'shop', denyS3));
    const found = explainIn(file, inEach('shop', 'data'));
    expect(found.decision.decision).toBe('denied');
    expect(found.decision.by.map(({ document }) => document)).toEqual(['b', 'a']);
  });

  test('name the keys as well that are not known', () => {
    const Condition = { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } };
    const file = aFile(aDocument('rcp', 'Data', { ...denyS3, Condition }));
    const found = explainIn(file, inEach('shop', 'data'), { ...request, unknown: ['*'] });
    expect(found.decision.missing).toEqual(['aws:RequestedRegion', 'resourceAccount']);
  });

  test('of the caller are told apart from those of the resource', () => {
    const Condition = { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/team/developer' } };
    const scp: Statement = { Sid: 'Own', Effect: 'Deny', Action: 's3:*', Resource: '*', Condition };
    const readings = [principal, principal.replace('role/', 'role/team/')].flatMap((one) =>
      ['shop', 'data'].map((resourceAccount) => ({ principal: one, resourceAccount })),
    );
    expect(explainIn(aFile(aDocument('scp', 'root', scp)), readings).decision.missing).toEqual(['principal']);
  });

  test('are settled by the statement that AWS names', () => {
    const Condition = { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } };
    const open = explainIn(aFile(aDocument('rcp', 'root', { ...denyS3, Condition })), inEach('shop'), {
      ...request,
      unknown: ['*'],
    });
    const reason = {
      kind: 'policy',
      words: null,
      type: null,
      arn: null,
      action: null,
      statements: ['DenyS3'],
    } as const;
    const settled = settle(open, { ...reason, effect: 'explicit' });
    expect(settled.decision).toMatchObject({ decision: 'denied', by: [{ document: 'rcp' }], missing: [] });
    expect(settled.path[0]?.statements).toMatchObject([{ verdict: 'denies', missing: [] }]);
    expect(settle(open, { ...reason, effect: 'implicit' })).toBe(open);
    expect(settle(open, { ...reason, effect: 'explicit', statements: ['Other'] })).toBe(open);
  });
});

describe('the accounts that may hold a resource', () => {
  test("are the caller's first, all others of the file, those that its policies name, and one of all others", () => {
    const Condition = { StringNotEquals: { 'aws:ResourceAccount': [PARTNER, DATA, '999999999999'] } };
    const file = aFile(aDocument('rcp', 'root', { ...denyS3, Condition }));
    const { directory } = prepareJudge(file);
    expect(outsideNumber(file, directory.findAccount)).toBe('999999999998');
    expect(possibleOwners(directory, DATA)).toEqual(['data', 'shop', PARTNER, '999999999999', '999999999998']);
    expect(possibleOwners(directory, null)).toEqual(['shop', 'data', PARTNER, '999999999999', '999999999998']);
  });
});

describe('the roles of a session', () => {
  const session = { partition: 'aws', account: SHOP };
  const exempting = (...patterns: readonly string[]): GuardrailsFile =>
    aFile(aDocument('scp', 'root', { ...denyS3, Condition: { ArnNotLike: { 'aws:principalarn': patterns } } }));
  const roles = (role: string, ...patterns: readonly string[]): readonly string[] =>
    possibleRoles(exempting(...patterns), { ...session, role }).map((arn) => arn.slice(arn.indexOf('role/')));

  test('have the paths that the file gives to their names', () => {
    const patterns = ['arn:*:iam::*:role/platform/deployment', 'arn:*:iam::*:role/x/other', 'arn:*:iam::*:role/*'];
    expect(roles('deployment', ...patterns)).toEqual(['role/deployment', 'role/platform/deployment']);
    expect(roles('developer', ...patterns)).toEqual(['role/developer']);
  });

  const role = 'AWSReservedSSO_Admin_0123456789abcdef';
  const path = 'role/aws-reserved/sso.amazonaws.com/';

  test.each([
    ['no pattern', [], [`${path}${role}`]],
    [
      'a pattern for all Regions',
      [`arn:*:iam::*:${path}*/AWSReservedSSO_Admin_*`],
      [`${path}${role}`, `${path}af-south-1/${role}`],
    ],
    [
      'a pattern for one Region',
      [`arn:*:iam::*:${path}eu-central-1/AWSReservedSSO_Admin_*`],
      [`${path}${role}`, `${path}eu-central-1/${role}`],
    ],
    ['a pattern for both forms', [`arn:*:iam::*:${path}*AWSReservedSSO_Admin_*`], [`${path}${role}`]],
  ])('of Identity Center have a Region in their path, as far as %s tells', (_name, patterns, expected) => {
    expect(roles(role, ...patterns)).toEqual(expected);
  });

  test('are service-linked by their name', () => {
    const [arn = ''] = possibleRoles(exempting(), { ...session, role: 'AWSServiceRoleForAutoScaling' });
    const asked = { ...request, principal: arn };
    expect(prepareJudge(aFile(aDocument('rcp', 'root', denyS3))).decide(asked)).toMatchObject({
      decision: 'permitted',
      exempt: 'service-linked-role',
    });
  });
});
