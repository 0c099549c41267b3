import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const EXAMPLE = join(__dirname, '../../organization');
const ACCOUNTS_PER_STACK = 150;
/** Four assignments each: a stack of Identity Center holds 400. */
const ACCOUNTS_PER_UNIT = 80;

/** What each account of a unit has: three groups of people, and those who look at everything. */
const PEOPLE = [
  ['everybody', 'read-only'],
  ['security', 'security'],
  ['developers', 'developer'],
  ['platform', 'administrator'],
] as const;

/**
 * The example with more accounts: its guardrails, its applications and its people, in units and stacks as they fit.
 *
 * @param use is given a folder of its own, in which the organization's is `organization`
 */
export function inScaledExample<T>(accounts: number, use: (folder: string) => T): T {
  const parent = mkdtempSync(join(tmpdir(), 'rampart-bench-'));
  const folder = join(parent, 'organization');
  try {
    cpSync(EXAMPLE, folder, { recursive: true });
    const file = join(folder, 'landing-zone.yaml');
    writeFileSync(file, withUnits(readFileSync(file, 'utf8'), accounts));
    for (let index = 0; index < accounts; index += 1)
      writeFileSync(join(folder, 'accounts', `team-${index}.yaml`), accountFile(index));
    return use(parent);
  } finally {
    rmSync(parent, { recursive: true });
  }
}

function withUnits(landingZone: string, accounts: number): string {
  const units = Array.from({ length: Math.ceil(accounts / ACCOUNTS_PER_UNIT) }, (_, index) => index);
  const assignments = units.flatMap((unit) =>
    PEOPLE.map(
      ([group, permissionSet]) =>
        `    - { group: ${group}, permissionSet: ${permissionSet}, to: [Workloads/Teams${unit}], stack: teams${unit} }\n`,
    ),
  );
  return (
    [
      ['  Sandbox: {}\n', `  Sandbox: {}\n${units.map((unit) => `  Teams${unit}: { parent: Workloads }\n`).join('')}`],
      [
        '  assignments:\n',
        `  stacks: [${units.map((unit) => `teams${unit}`).join(', ')}]\n  assignments:\n${assignments.join('')}`,
      ],
      // The others are of the example's own units.
      [
        'to: [Workloads, Sandbox, Infrastructure] }\n    - { group: finance',
        'to: [Workloads/Production, Sandbox, Infrastructure] }\n    - { group: finance',
      ],
      ['to: [root, management]', 'to: [Security, management]'],
      ['permissionSet: operator, to: [Workloads]', 'permissionSet: operator, to: [Workloads/Production]'],
      ['permissionSet: backup-operator, to: [Workloads]', 'permissionSet: backup-operator, to: [Workloads/Production]'],
      [
        'administrator, to: [Workloads, Sandbox, Infrastructure]',
        'administrator, to: [Workloads/Production, Sandbox, Infrastructure]',
      ],
      ['accounts: { value: 50,', `accounts: { value: ${accounts + 50},`],
    ] as const
  ).reduce((text, [from, to]) => replaceOnce(text, from, to), landingZone);
}

function accountFile(index: number): string {
  return [
    `email: aws+team-${index}@example.com`,
    `unit: Workloads/Teams${Math.floor(index / ACCOUNTS_PER_UNIT)}`,
    `owner: team-${index}@example.com`,
    'budget: 100',
    `tags: { cost-center: '${index}' }`,
    `stack: batch${Math.floor(index / ACCOUNTS_PER_STACK)}`,
    '',
  ].join('\n');
}

/** The example may change: then so must what is made of it. */
export function replaceOnce(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`the example does not have it once: ${from}`);
  return text.replace(from, () => to);
}
