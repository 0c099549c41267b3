import { parseOrganization } from '../../../../../lib/model/parse';
import type { Problem } from '../../../../../lib/model/problem';
import { ANALYTICS, APPLICATION, APPLICATIONS, APPLICATIONS_CATALOGUE } from '../../../../support/application-folder';
import { inFolder } from '../../../../support/organization-folder';
import { fc } from '../../../../seeded-fast-check';

/** Names that mean something somewhere, or everywhere in JavaScript. */
const word = fc.constantFrom(
  ...['shop', 'analytics', 'data', 'logs', 'management', 'nobody', 'developers', 'analysts', 'constructor', 'active'],
  ...[
    'retired',
    'write',
    'us-east-1',
    'me-west-1',
    '222222222222',
    '111111111111',
    'repo:a/b:x',
    '',
    ' ',
    '*',
    '\\u0000',
  ],
);

const FIELDS = [
  ...['owner', 'state', 'accounts', 'retiredIn', 'region', 'people', 'runsOn', 'stores', 'stack', 'group', 'access'],
  ...[
    'orders',
    'readers',
    'writers',
    'application',
    'partner',
    'role',
    'until',
    'in',
    'from',
    'kind',
    'pods',
    'github',
  ],
  ...['cluster', 'namespace', 'serviceAccount', 'keepReplacedVersions', 'days', 'constructor', 'valueOf', 'acounts'],
];

/** Any values below any fields, as JSON, which is YAML. */
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(word, fc.constantFrom<unknown>(null, true, 0, -1, 1e21, [], {})),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 6 }),
  ),
}));

const list = (item: fc.Arbitrary<unknown>) => fc.array(item, { maxLength: 3 });

/** Almost a grant. */
const grant = fc.oneof(
  fc.record({ application: word, in: list(word), from: list(word) }, { requiredKeys: ['application'] }),
  fc.record({ group: word, in: list(word), from: list(word) }, { requiredKeys: ['group'] }),
  fc.record({ partner: word, role: word, until: word, in: list(word) }, { requiredKeys: ['partner'] }),
  anything,
);

/** Almost an application, each part of which may be anything. */
const almost = fc.record(
  {
    owner: word,
    state: fc.constantFrom('active', 'retired', 'gone'),
    accounts: fc.oneof(list(word), anything),
    retiredIn: fc.oneof(list(word), anything),
    region: word,
    people: fc.oneof(fc.record({ group: word, access: word }, { requiredKeys: ['group'] }), anything),
    stores: fc.oneof(
      fc.dictionary(word, fc.record({ readers: list(grant), writers: list(grant) }, { requiredKeys: [] })),
      anything,
    ),
    runsOn: fc.oneof(fc.record({ github: list(word), pods: list(anything) }, { requiredKeys: [] }), anything),
    stack: word,
  },
  { requiredKeys: [] },
);

const file = fc.oneof(
  almost.map((value) => JSON.stringify(value)),
  anything.map((value) => JSON.stringify(value)),
  fc.constantFrom(APPLICATION, ANALYTICS, '{'),
);

const key = fc.oneof(fc.constantFrom('shop', 'analytics', 'a', 'a-b', 'constructor', 'Bad_Name', 'x'.repeat(40)));

test('any files of applications have problems or make an organization, each problem at a place that exists', () => {
  fc.assert(
    fc.property(fc.dictionary(key, file, { maxKeys: 4 }), (applications) => {
      const files = Object.fromEntries(
        Object.entries(applications).map(([name, text]) => [`applications/${name}.yaml`, text]),
      );
      const all = { ...APPLICATIONS, ...files };
      inFolder(all, (folder) => {
        const outcome = parseOrganization(folder, APPLICATIONS_CATALOGUE);
        const problems: readonly Problem[] = outcome.kind === 'ok' ? [] : outcome.problems;
        for (const { at } of problems) {
          const lines = String(all[at.file.slice(folder.length + 1)]).split('\n');
          expect(at.line).toBeLessThanOrEqual(lines.length);
          expect(at.column).toBeLessThanOrEqual((lines[at.line - 1] ?? '').length + 1);
        }
      });
    }),
    { numRuns: 150 },
  );
});
