import { describeShop } from '../../../support/application-folder';
import { lines } from '../../../support/organization-folder';

const FILE = 'organization/applications/shop.yaml';

const SUBJECT =
  '    allowed: `repo:OWNER@ID/REPOSITORY@ID:…` or `repo:OWNER/REPOSITORY:…`, exactly as in the token, such as ' +
  '`repo:example@123/shop@456:environment:production`: ASCII without spaces, `*`, `?`, `$`, quotes and backslashes';

function describeRunsOn(field: string): string {
  return describeShop(['stores:', `runsOn:\n  ${field}\nstores:`]);
}

describe('the subject of a token', () => {
  test.each([
    'repo:example@1001/shop@2001:environment:production',
    'repo:example/shop-legacy:ref:refs/heads/main',
    'repo:a/b:pull_request',
    'repo:a/b.c_d:environment:a%3Ab,c(d)~!',
    `repo:a/b:${'x'.repeat(503)}`,
  ])('may be %s', (subject) => {
    expect(describeRunsOn(`github: ['${subject}']`)).toBe('');
  });

  test.each([
    ['a star', 'repo:a/b:*'],
    ['a question mark', 'repo:a/b:ref:refs/heads/mai?'],
    ['a variable of IAM', 'repo:a/b:${aws:username}'],
    ['a quote', 'repo:a/b:x`'],
    ['a backslash', 'repo:a/b:x\\\\*'],
    ['a space', 'repo:a/b:environment:to production'],
    ['a space at the end', 'repo:a/b:x '],
    ['a line end', 'repo:a/b:x\\n'],
    ['a control character', 'repo:a/b:x\\u0007'],
    ['a character that cannot be seen', 'repo:a/b:x\\u200b'],
    ['a letter that looks like another one, in the owner', 'repo:\\u0430/b:x'],
    ['a letter that looks like another one, in the rest', 'repo:a/b:\\u0430'],
    ['nothing after the repository', 'repo:a/b:'],
    ['no repository', 'repo:a:x'],
    ['a list of repositories', 'repo:a/b,c/d:x'],
    ['an id of the owner only', 'repo:a@1/b:x'],
    ['an id of the repository only', 'repo:a/b@1:x'],
    ['an id that is no number', 'repo:a@x/b@1:y'],
    ['capitals at the start', 'REPO:a/b:x'],
    ['another claim', 'environment:production'],
    ['nothing', ''],
  ])('has not %s', (_what, subject) => {
    const [first = '', ...rest] = describeRunsOn(`github: ["${subject}"]`).split('\n');
    expect(first.startsWith(`${FILE}:6:12: item 1 of \`github\` cannot be \``)).toBe(true);
    expect(rest).toEqual([SUBJECT]);
  });

  test('is not longer than any that GitHub makes', () => {
    expect(describeRunsOn(`github: ['repo:a/b:${'x'.repeat(504)}']`)).toBe(
      lines(
        `${FILE}:6:12: item 1 of \`github\` has 513 characters: \`'repo:a/b:${'x'.repeat(50)}…\``,
        '    allowed: at most 512 characters',
      ),
    );
  });
});

test('pods are named without patterns', () => {
  expect(describeRunsOn("pods: [{ cluster: 'a*', namespace: B, serviceAccount: c/d }]")).toBe(
    lines(
      `${FILE}:6:21: \`cluster\` cannot be \`'a*'\``,
      "    allowed: a cluster's name: a letter or digit, then at most 99 letters, digits, `_` and `-`",
      `${FILE}:6:38: \`namespace\` cannot be \`B\``,
      '    allowed: a namespace of Kubernetes: at most 63 lower-case letters, digits and `-`',
      `${FILE}:6:57: \`serviceAccount\` cannot be \`c/d\``,
      '    allowed: a service account of Kubernetes: at most 253 lower-case letters, digits, `-` and `.`',
    ),
  );
});

describe('a store', () => {
  test.each(['Orders', 'orders-', '-orders', 'or.ders', 'or_ders', 'a/b'])('is not called %s', (name) => {
    expect(describeShop(['  orders:', `  ${name}:`])).toBe(
      lines(
        `${FILE}:6:3: \`${name}\` cannot be a key of \`stores\``,
        '    allowed: lower-case letters, digits and hyphens, not at the start or end',
      ),
    );
  });

  test('is not called like a property of every object of JavaScript, which is no name for a construct', () => {
    expect(describeShop(['  orders:', '  constructor:'])).toContain('`constructor` cannot be a key of `stores`');
  });

  test.each(['0', '1.5', '2147483648'])('does not keep replaced versions for %s days', (days) => {
    expect(describeShop(['    readers:', `    keepReplacedVersions: { days: ${days} }\n    readers:`])).toContain(
      'allowed: a whole number of days, 1 to 2147483647',
    );
  });
});

test.each([
  ['a pattern', 'etl/*'],
  ['a whole ARN', 'arn:aws:iam::999999999999:role/x'],
  ['a slash at the start', '/etl/reader'],
  ['a name of 65 characters', 'x'.repeat(65)],
])('the role of a partner is not %s', (_what, role) => {
  const partner = `- partner: '999999999999'\n        role: '${role}'`;
  const [first = '', ...rest] = describeShop(['- application: analytics', partner]).split('\n');
  expect(first.startsWith(`${FILE}:9:15: \`role\` cannot be \`'${role.slice(0, 50)}`)).toBe(true);
  expect(rest).toEqual(["    allowed: a role's path and name, such as `etl/reader`"]);
});

test('the path of the role of a partner has the length that IAM allows', () => {
  const partner = (path: string): string => `- partner: '999999999999'\n        role: '${path}/x'`;
  expect(describeShop(['- application: analytics', partner('x'.repeat(573))])).toBe('');
  expect(describeShop(['- application: analytics', partner('x'.repeat(574))])).toContain('at most 575 characters');
});
