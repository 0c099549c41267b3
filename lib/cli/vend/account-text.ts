import { stringify } from 'yaml';

/** For editors: what a file of an account may say. */
const SCHEMA_LINE = '# yaml-language-server: $schema=../../schemas/account.schema.json\n';

/** The fields of an account's file, in the order in which they are written; undefined: left out. */
export interface AccountFields {
  readonly email?: unknown;
  readonly unit?: unknown;
  readonly owner?: unknown;
  readonly budget?: unknown;
  readonly tags?: unknown;
  readonly baseline?: 'deploy';
  readonly stack?: string;
}

/** The text of an account's file. Texts are in quotes where YAML, of any version, would take them for something else. */
export function accountText({ email, unit, owner, budget, tags, baseline, stack }: AccountFields): string {
  const fields = Object.entries({ email, unit, owner, budget, tags, baseline, stack });
  const written = Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  return SCHEMA_LINE + stringify(written, { schema: 'core', compat: 'yaml-1.1', singleQuote: true, lineWidth: 0 });
}
