import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ParameterSchema, ParameterSchemas } from '../../lib/model/configuration';
import type { Organization } from '../../lib/model/organization';
import { parseOrganization } from '../../lib/model/parse';
import type { Outcome } from '../../lib/model/problem';
import { describeProblem } from '../../lib/model/problem';

/** Files of an organization by their paths in its folder. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** A landing zone in which nothing is wrong; tests edit it line by line. */
export const LANDING_ZONE = `formatVersion: 1
organization:
  managementAccount:
    id: '111111111111'
    email: root@example.com
regions:
  home: eu-central-1
  governed: [eu-central-1, us-east-1]
units:
  Workloads: {}
  Production:
    parent: Workloads
  Sandbox: {}
guardrails:
  root:
    deny-leaving:
  Workloads:
    limit-types:
      allowed: [t3]
exemptions:
  - principal: arn:*:iam::*:role/ci
    guardrails: [deny-leaving]
    owner: ci@example.com
    reason: publishes
`;

/** An account in which nothing is wrong. */
export const ACCOUNT = `email: shop@example.com
unit: Workloads/Production
owner: shop@example.com
budget: 100
`;

const NOTHING = { nothing: 'A test.' };

/** Guardrails to place: two that exempt the platform, one of them with parameters, and one that exempts nobody. */
export const CATALOGUE: ParameterSchemas = new Map(
  (
    [
      { id: 'bind-everyone', type: 'T', exempt: 'nobody', foundBy: NOTHING, parameters: z.strictObject({}) },
      {
        id: 'deny-leaving',
        type: 'T',
        exempt: 'platform',
        foundBy: ['EC2_IMDSV2_CHECK'],
        parameters: z.strictObject({}).prefault({}),
      },
      {
        id: 'limit-types',
        type: 'T',
        exempt: 'platform',
        foundBy: ['ENCRYPTED_VOLUMES'],
        parameters: z.strictObject({
          allowed: z.array(z.string().regex(/^t\d$/, { error: 'a type such as `t3`' })).default(['t2']),
          most: z.number().int().max(10).optional(),
          mode: z.enum(['soft', 'hard']).optional(),
        }),
        retired: {
          denied: (value) =>
            (value as readonly string[]).map((type, index) => ({
              at: [index],
              message: `\`${type}\` is denied by a list that is gone`,
              fix: 'write `allowed`',
            })),
        },
      },
    ] satisfies ParameterSchema[]
  ).map((schema): [string, ParameterSchema] => [schema.id, schema]),
);

/** A text with some of it replaced; each part must be there. */
export function edit(text: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((edited, [from, to]) => {
    if (!edited.includes(from)) throw new Error(`nothing to replace: ${from}`);
    return edited.replace(from, () => to);
  }, text);
}

/** The landing zone with some of it replaced. */
export function landingZone(...edits: readonly (readonly [from: string, to: string])[]): Files {
  return { 'landing-zone.yaml': edit(LANDING_ZONE, ...edits) };
}

/** The landing zone, and the account `shop` with some of it replaced. */
export function withAccount(...edits: readonly (readonly [from: string, to: string])[]): Files {
  return { 'landing-zone.yaml': LANDING_ZONE, 'accounts/shop.yaml': edit(ACCOUNT, ...edits) };
}

/** Calls a function with a folder that holds the files, and removes it. */
export function inFolder<T>(files: Files, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The result of parsing files. */
export function parseFiles(files: Files): Outcome<Organization> {
  return inFolder(files, (folder) => parseOrganization(folder, CATALOGUE));
}

/** The organization that files describe; there must be nothing wrong with them. */
export function requireOrganization(files: Files): Organization {
  const outcome = parseFiles(files);
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
  return outcome.value;
}

/** The problems of a folder as people see them, as if it were called `organization`. */
export function describeFolder(folder: string, catalogue = CATALOGUE): string {
  const outcome = parseOrganization(folder, catalogue);
  const problems = outcome.kind === 'ok' ? [] : outcome.problems;
  return problems.map(describeProblem).join('\n').replaceAll(folder, 'organization');
}

/** The problems of files as people see them. */
export function describeFiles(files: Files, catalogue = CATALOGUE): string {
  return inFolder(files, (folder) => describeFolder(folder, catalogue));
}

/** Lines that a test expects, without the indentation that it gives them. */
export function lines(...expected: readonly string[]): string {
  return expected.join('\n');
}
