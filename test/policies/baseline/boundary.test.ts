import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundary, boundaryDocument } from '../../../policies/baseline/boundary';
import type { Guardrail } from '../../../policies/core/guardrail';
import { anOrganization } from '../../support/an-organization';
import { editedModules, POLICIES } from '../../support/edited-policies';
import { allEdits, describeEdit } from '../../support/edits';
import { failuresAlone } from '../../support/failures-alone';
import { noticeOf } from '../../support/notice-edit';
import { sample } from '../../support/sample';

const FILE = 'baseline/boundary';
const [allowed, ...denied] = boundaryDocument(anOrganization()).Statement;

test('allows everything once, so that the policies of a role say what it does, and denies the rest explicitly', () => {
  expect(allowed).toEqual({ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' });
  expect(denied.map(({ Effect }) => Effect)).toEqual(denied.map(() => 'Deny'));
});

test('denies what is proved: the statements of the guardrail, in their order', () => {
  const statements = boundary.statements({}, anOrganization());
  expect(denied.map(({ Sid, ...rest }) => ({ ...rest, Sid: Sid?.replace(/^Boundary/, '') }))).toEqual(statements);
});

test('leaves room for the roles of a platform in what AWS takes', () => {
  expect(JSON.stringify(boundaryDocument(anOrganization())).length).toBeLessThan(5_000);
});

test('names a role of the platform once, and not at all if another pattern covers it', () => {
  const organization = anOrganization();
  const { platform } = organization;
  const deployment = ['arn:*:iam::*:role/ci/deployer', 'arn:*:iam::*:role/platform/deployer'];
  const document = boundaryDocument({
    ...organization,
    platform: { ...platform, principals: { ...platform.principals, deployment } },
  });
  const roles = document.Statement.find(({ Sid }) => Sid === 'BoundaryRoles')?.Resource;
  expect(roles).toContain('arn:*:iam::*:role/ci/deployer');
  expect(roles).toContain('arn:*:iam::*:role/platform/*');
  expect(roles).not.toContain('arn:*:iam::*:role/platform/deployer');
});

/** What a colleague writes by mistake, in the file of the boundary or in another one that it imports. */
const SABOTAGES: readonly (readonly [from: string, to: string, file?: string])[] = [
  // What lets a role exceed itself.
  ['ArnNotLike:', 'ArnLike:'],
  ["  'iam:PutRolePolicy',\n  'iam:UpdateAssumeRolePolicy',\n", "  'iam:PutRolePolicy',\n"],
  ['policy${BOUNDARY.path}${BOUNDARY.name}', 'policy${BOUNDARY.path}*'],
  ["Sid: 'Removal', Action: 'iam:DeleteRole", "Sid: 'Removal', Action: 'iam:DeleteUser"],
  ["    'iam:CreatePolicyVersion',\n", '', 'data/role-changes'],
  ["'iam:PassRole', ", ''],
  ["    'arn:*:iam::*:role/aws-reserved/*',\n", ''],
  ['    ...platformPatterns(platform),\n', ''],
  ["'arn:*:cloudformation:*:*:stack/StackSet-*', ", ''],
  ["  'iam:CreateAccessKey',\n", ''],
  ['...SAML, ', ''],
  ["  'organizations:Leave*',\n", ''],
  ["  'sts:AssumeRoot',\n", ''],
  ["exempt: 'nobody'", "exempt: 'platform'"],
  // What stops ordinary development.
  ["'sts:AssumeRole'],", "'sts:*'],"],
  ["  'payments:*',", "  'payments:*',\n  'iam:CreateServiceLinkedRole',"],
  ["  'organizations:Leave*',", "  'organizations:*',"],
  ["'arn:*:iam::*:role/aws-reserved/*'", "'arn:*:iam::*:role/aws-*'"],
];

test.each(SABOTAGES.map(([from, to, file = FILE]) => [from, to, file] as const))(
  'one careless edit makes the proof fail: %j → %j',
  (from, to, file) => {
    const text = readFileSync(join(POLICIES, `${file}.ts`), 'utf8');
    expect(text.split(from)).toHaveLength(2);
    const { load, loaded } = editedModules(
      file,
      text.replace(from, () => to),
    );
    const edited = load(FILE)['boundary'] as Guardrail;
    expect(loaded).toContain(file);
    expect(failuresAlone(edited).length).toBeGreaterThan(0);
  },
);

test('it has no failures as it is', () => {
  expect(failuresAlone(boundary)).toEqual([]);
});

test('edits of its file are noticed by the proof or by a surviving mutant, or decide the same', () => {
  const edits = sample(
    allEdits().filter(({ file }) => file === FILE),
    1,
  ).slice(0, 12);
  const notices = edits.map((edit) => [noticeOf(edit), describeEdit(edit)] as const);
  expect(notices.filter(([notice]) => notice === 'nothing')).toEqual([]);
  expect(notices.filter(([notice]) => notice === 'proof').length).toBeGreaterThan(3);
});
