import { ACCOUNT, LANDING_ZONE, describeFiles, edit, lines } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';

/** No guardrails of the catalogue cover the accounts: problems of that kind are not looked at here. */
const SECTIONS = `logArchive:
  account: logs
  objectLock:
    days: 365
audit:
  account: security
  subscriptions:
    - email: security@example.com
`;

const ADOPTED = edit(LANDING_ZONE, [
  'organization:\n',
  'organization:\n  adopted: true\n  id: o-exampleorg1\n  rootId: r-ab12\n',
]);

/** Where the management account says what happens to its recorder. */
const decided = (word: string): string =>
  edit(ADOPTED, ['email: root@example.com\n', `email: root@example.com\n    baseline: ${word}\n`]);
const DECIDED = decided('deploy');

/** The problems, without those of the guardrails that protect the security accounts. */
function describeBaseline(
  text: string,
  accounts: Readonly<Record<string, string>> = {},
  sections: string = SECTIONS,
): string {
  const all: Readonly<Record<string, string>> = { logs: '', security: '', ...accounts };
  const files = Object.entries(all).map(([key, more]): [string, string] => [
    `accounts/${key}.yaml`,
    ACCOUNT.replace('shop@example.com\nunit', `${key}@example.com\nunit`) + more,
  ]);
  const described = describeFiles({ 'landing-zone.yaml': text + sections, ...Object.fromEntries(files) });
  return described
    .split(/\n(?=\S)/)
    .filter((problem) => !problem.includes('is not covered by the guardrail'))
    .join('\n');
}

const recorder = (list: string): string => describeBaseline(`${LANDING_ZONE}baseline:\n  recorder: { ${list} }\n`);

test('a baseline with the log archive and the audit is valid', () => {
  expect(describeBaseline(`${LANDING_ZONE}baseline: {}\n`)).toBe('');
});

test('a baseline needs a log archive and an audit', () => {
  expect(describeBaseline(`${LANDING_ZONE}baseline: {}\n`, {}, '')).toBe(
    lines(
      `${FILE}:25:1: \`baseline\` needs \`audit\`: nobody hears the events that accounts forward`,
      '    fix: add the section `audit` (docs/audit.md)',
      `${FILE}:25:1: \`baseline\` needs \`logArchive\`: AWS Config has nowhere to put what it records`,
      '    fix: add the section `logArchive` (docs/audit.md)',
    ),
  );
});

describe('the recorder', () => {
  test.each([
    'frequency: daily',
    'exceptTypes: [AWS::EC2::NetworkInterface]',
    'onlyTypes: [AWS::IAM::Role, AWS::S3::Bucket]',
  ])('may have %s', (list) => {
    expect(recorder(list)).toBe('');
  });

  test('fails with types to record and types to leave out', () => {
    expect(recorder('exceptTypes: [AWS::S3::Bucket], onlyTypes: [AWS::EC2::VPC]')).toBe(
      lines(
        `${FILE}:26:47: \`onlyTypes\` and \`exceptTypes\` exclude each other`,
        '    allowed: `exceptTypes`, `onlyTypes` or neither',
        '    fix: remove one of the two',
      ),
    );
  });

  test.each(['exceptTypes', 'onlyTypes'])('fails with the same type twice in %s', (list) => {
    const first = `  recorder: { ${list}: [`.length + 1;
    const second = first + 'AWS::S3::Bucket, '.length;
    expect(recorder(`${list}: [AWS::S3::Bucket, AWS::S3::Bucket]`)).toBe(
      lines(
        `${FILE}:26:${second}: \`AWS::S3::Bucket\` is listed twice; the first is at ${FILE}:26:${first}`,
        '    fix: remove one of the two',
      ),
    );
  });

  test.each(['exceptTypes', 'onlyTypes'])('fails with a type in %s that AWS Config does not know', (list) => {
    expect(recorder(`${list}: [AWS::S3::Buckets]`)).toMatch(
      new RegExp(
        [
          `^${FILE}:26:\\d+: AWS Config does not record \`AWS::S3::Buckets\``,
          '    allowed: one of the \\d{3} resource types that it knew on \\d{4}-\\d\\d-\\d\\d \\(lib/model/resource-types.json\\)',
          '    fix: did you mean `AWS::S3::Bucket`\\?$',
        ].join('\n'),
      ),
    );
  });

  test.each(['AWS::IAM::Role', 'AWS::IAM::User, AWS::IAM::Group'])(
    'fails with %s only, which leaves nothing to record outside of the home Region',
    (types) => {
      expect(recorder(`onlyTypes: [${types}]`)).toBe(
        lines(
          `${FILE}:26:26: outside of the home Region nothing is left to record: all of these types belong to no Region`,
          '    allowed: at least one type that is not of IAM',
          '    fix: add one that matters everywhere, such as `AWS::S3::Bucket`',
        ),
      );
    },
  );

  test('has one problem, not two, for a type of a shape that the schema refuses', () => {
    expect(recorder('onlyTypes: [s3, AWS::S3::Bucket]').match(/^\S/gm)).toHaveLength(1);
  });
});

describe('in an adopted organization, an account with a number', () => {
  const existing = "id: '222222222222'\n";

  test('must say whether it gets the baseline', () => {
    expect(
      describeBaseline(`${DECIDED}baseline: {}\n`, { shop: existing, old: "id: '333333333333'\nstate: suspended\n" }),
    ).toBe(
      lines(
        ...['old', 'shop'].flatMap((key) => [
          `organization/accounts/${key}.yaml:5:5: the account \`${key}\` may have been there before: then it may have a configuration recorder, and there can be one in a Region`,
          '    allowed: `baseline: deploy` or `baseline: skip`',
          '    fix: write `baseline: deploy` if it has no recorder in any governed Region, or else `baseline: skip`',
        ]),
      ),
    );
  });

  test.each(['baseline: deploy\n', 'baseline: skip\n', 'state: closed\n'])('is valid with %j', (word) => {
    expect(describeBaseline(`${DECIDED}baseline: {}\n`, { shop: existing + word })).toBe('');
  });

  test('need not say so without the section, nor before it has its number', () => {
    expect(describeBaseline(ADOPTED, { shop: existing })).toBe('');
    expect(describeBaseline(`${DECIDED}baseline: {}\n`, { shop: '' })).toBe('');
  });

  test('may say so before there is a section', () => {
    expect(describeBaseline(ADOPTED, { shop: `${existing}baseline: skip\n` })).toBe('');
  });
});

describe('the management account of an adopted organization', () => {
  test('must say whether it gets the baseline', () => {
    expect(describeBaseline(`${ADOPTED}baseline: {}\n`)).toBe(
      lines(
        `${FILE}:7:9: the management account of an adopted organization was there before: then it may have a configuration recorder, and there can be one in a Region`,
        '    allowed: `baseline: deploy` or `baseline: skip`',
        '    fix: write `baseline: deploy` if it has no recorder in any governed Region, or else `baseline: skip`',
      ),
    );
  });

  test.each(['deploy', 'skip'])('is valid with %s, with the section and before there is one', (word) => {
    expect(describeBaseline(`${decided(word)}baseline: {}\n`)).toBe('');
    expect(describeBaseline(decided(word))).toBe('');
  });

  test('need not say so without the section', () => {
    expect(describeBaseline(ADOPTED)).toBe('');
  });

  test('has one problem, not two, for a word that is no choice', () => {
    expect(describeBaseline(`${decided('skipp')}baseline: {}\n`)).toBe(
      lines(
        `${FILE}:9:15: unknown baseline \`skipp\``,
        '    allowed: `deploy`, `skip`',
        '    fix: did you mean `skip`?',
      ),
    );
  });
});

test('in an organization of our own, an account with a number need not say so', () => {
  expect(describeBaseline(`${LANDING_ZONE}baseline: {}\n`, { shop: "id: '222222222222'\n" })).toBe('');
});

test.each([
  ['logs', 'logArchive'],
  ['security', 'audit'],
])('the account %s of %s cannot skip the baseline', (key, section) => {
  const skipped = { [key]: 'baseline: skip\n' };
  expect(describeBaseline(`${LANDING_ZONE}baseline: {}\n`, skipped)).toBe(
    lines(
      `organization/accounts/${key}.yaml:5:11: \`${key}\` is the account of \`${section}\`, and nothing would record or forward what happens in it`,
      '    allowed: `deploy`',
      '    fix: delete the recorders, delivery channels and detectors that it has in governed Regions, then write `deploy`',
    ),
  );
  expect(describeBaseline(LANDING_ZONE, skipped)).toBe('');
});
