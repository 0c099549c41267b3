import {
  describeFiles,
  landingZone,
  lines,
  requireOrganization,
  withAccount,
} from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';

/** The landing zone with other units; the first of them is line 10. */
function withUnits(...units: readonly string[]) {
  return landingZone(
    [
      'units:\n  Workloads: {}\n  Production:\n    parent: Workloads\n  Sandbox: {}\n',
      `units:\n${units.map((unit) => `  ${unit}\n`).join('')}`,
    ],
    ['  Workloads:\n    limit-types:\n      allowed: [t3]\n', ''],
  );
}

describe('units', () => {
  test('come before those below them, siblings in the order of the file', () => {
    const { units } = requireOrganization(
      withUnits(
        'Test: { parent: Zoo }',
        'Zoo: { id: ou-ab12-cdefgh34 }',
        'Bar: {}',
        'Live: { parent: Zoo, name: Production }',
      ),
    );
    expect(units.map(({ key, id, parent, name, awsId }) => [key, id, parent, name, awsId])).toEqual([
      ['Zoo', 'Zoo', 'root', 'Zoo', 'ou-ab12-cdefgh34'],
      ['Test', 'Zoo/Test', 'Zoo', 'Test', null],
      ['Live', 'Zoo/Live', 'Zoo', 'Production', null],
      ['Bar', 'Bar', 'root', 'Bar', null],
    ]);
    expect(units[1]?.at).toMatchObject({ line: 10, column: 3 });
  });

  test('cannot be called like a property of every object, which the CDK takes for a construct', () => {
    expect(describeFiles(withUnits('constructor: {}', 'Sandbox: { parent: constructor }'))).toBe(
      lines(
        `${FILE}:10:3: \`constructor\` cannot be a key of \`units\``,
        '    allowed: any other name than `constructor`, which means something else in JavaScript',
      ),
    );
  });

  test('nest five deep, and fail at the sixth level only', () => {
    const chain = (depth: number) =>
      Array.from({ length: depth }, (_, index) => `U${index + 1}: {${index === 0 ? '' : ` parent: U${index} `}}`);
    expect(describeFiles(withUnits(...chain(5)))).toBe('');
    expect(describeFiles(withUnits(...chain(8)))).toBe(
      lines(
        `${FILE}:15:3: the unit \`U1/U2/U3/U4/U5/U6\` is 6 levels below the root`,
        '    allowed: at most 5 levels',
        '    fix: give it a `parent` further up',
      ),
    );
  });

  test('fail below a parent that does not exist', () => {
    expect(describeFiles(withUnits('Workloads: {}', 'Live: { parent: Wrkloads }'))).toBe(
      lines(
        `${FILE}:11:19: unknown unit \`Wrkloads\``,
        '    allowed: the key of a unit: `Workloads`, `Live`',
        '    fix: did you mean `Workloads`?',
      ),
    );
  });

  test.each([
    ['root', 'remove `parent`: the unit is then below the root'],
    ['A/B', 'write the key alone: `B`'],
  ])('fail below the parent %s', (parent, fix) => {
    expect(describeFiles(withUnits('A: {}', 'B: { parent: A }', `C: { parent: ${parent} }`))).toBe(
      lines(
        `${FILE}:12:16: unknown unit \`${parent}\``,
        '    allowed: the key of a unit: `A`, `B`, `C`',
        `    fix: ${fix}`,
      ),
    );
  });

  test('fail below themselves', () => {
    expect(describeFiles(withUnits('A: { parent: A }'))).toBe(
      lines(
        `${FILE}:10:16: units are below themselves: \`A\` below \`A\``,
        '    fix: give one of them another `parent`, or none',
      ),
    );
  });

  test('fail once for each cycle, at its first unit', () => {
    const units = [
      'Below: { parent: C }',
      'A: { parent: C }',
      'B: { parent: A }',
      'C: { parent: B }',
      'Fine: {}',
      'D: { parent: E }',
      'E: { parent: D }',
    ];
    expect(describeFiles(withUnits(...units))).toBe(
      lines(
        `${FILE}:11:16: units are below themselves: \`A\` below \`C\` below \`B\` below \`A\``,
        '    fix: give one of them another `parent`, or none',
        `${FILE}:15:16: units are below themselves: \`D\` below \`E\` below \`D\``,
        '    fix: give one of them another `parent`, or none',
      ),
    );
  });

  test('fail with the same name and the same parent as another unit', () => {
    const units = ['A: {}', 'B: { name: A }', 'C: { parent: A, name: A }'];
    expect(describeFiles(withUnits(...units))).toBe(
      lines(
        `${FILE}:11:14: two units below the root have the name \`A\`; the first is \`A\` (${FILE}:10:3)`,
        '    allowed: different names for units with the same parent',
        '    fix: give one of them another `name`',
      ),
    );
  });

  test('fail when two have one id at AWS', () => {
    expect(describeFiles(withUnits('A: { id: ou-ab12-cdefgh34 }', 'B: { id: ou-ab12-cdefgh34 }'))).toBe(
      lines(
        `${FILE}:11:12: the unit id \`ou-ab12-cdefgh34\` is already used by unit \`A\` (${FILE}:10:12)`,
        '    allowed: an id that no other unit has',
        '    fix: correct one of the two',
      ),
    );
  });

  test.each([
    ['whose parent is a mistake', ['    parent: Workloads\n', '    parent: [Workloads]\n'], '`parent` is a list'],
    ['whose parent does not exist', ['    parent: Workloads\n', '    parent: Werk\n'], 'unknown unit `Werk`'],
    ['with an unknown field', ['    parent: Workloads\n', '    parnt: Workloads\n'], 'unknown field `parnt`'],
    ['that are below themselves', ['  Workloads: {}\n', '  Workloads: { parent: Production }\n'], 'below themselves'],
  ] as const)(
    'with an unknown position, %s, are reported once, not again where they are named',
    (_what, edit, message) => {
      const text = describeFiles({ ...withAccount(), ...landingZone(edit) });
      const [first, ...others] = text.match(/^organization.*$/gm) ?? [];
      expect(first).toContain(message);
      expect(others).toEqual([]);
    },
  );

  test('in cycles by the thousand take no time', () => {
    const pairs = Array.from({ length: 5_000 }, (_, index) => `U${index}: { parent: U${index ^ 1} }`);
    const start = performance.now();
    expect(describeFiles(withUnits(...pairs)).match(/below themselves/g)).toHaveLength(2_500);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('in a chain of thousands take no time', () => {
    const chain = Array.from(
      { length: 5_000 },
      (_, index) => `U${index}: {${index === 0 ? '' : ` parent: U${index - 1} `}}`,
    );
    const start = performance.now();
    const text = describeFiles(withUnits(...chain));
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(text).toContain('`U0/U1/U2/U3/U4/U5` is 6 levels below the root');
  });
});
