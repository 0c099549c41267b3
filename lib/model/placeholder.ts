import type { Organization, Unit } from './organization';
import { treeOf } from './tree';

/** An id at AWS that a statement contains before it is known. */
export type Placeholder =
  | { readonly kind: 'organization-id' }
  /** The value of `aws:PrincipalOrgPaths` for the accounts of a unit, with a slash at the end. */
  | { readonly kind: 'unit-path'; readonly unit: string }
  | { readonly kind: 'account-id'; readonly account: string };

export type PlaceholderPart = { readonly kind: 'text'; readonly text: string } | Placeholder;

/** What a placeholder may refer to. */
type Named = Pick<Organization, 'id' | 'rootId' | 'units' | 'accounts'>;

/** The placeholders, for messages. */
export const PLACEHOLDERS = '`{organization.id}`, `{unit.path:UNIT}` and `{account:ACCOUNT}`';

/** `${…}` is a policy variable of AWS: no placeholder can be inside of it. */
const BRACES = /(\$\{[^}]*\}?)|(\{[^{}]*\})/g;

/** Splits a text at its placeholders. An unknown `{…}` stays text; `findUnknownPlaceholders` finds it. */
export function splitPlaceholders(text: string): readonly PlaceholderPart[] {
  const parts: PlaceholderPart[] = [];
  let end = 0;
  for (const { index, 2: written } of text.matchAll(BRACES)) {
    const placeholder = written === undefined ? undefined : parsePlaceholder(written);
    if (written === undefined || placeholder === undefined) continue;
    if (index > end) parts.push({ kind: 'text', text: text.slice(end, index) });
    parts.push(placeholder);
    end = index + written.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** Every `{…}` in a text that is neither a policy variable nor a placeholder. */
export function findUnknownPlaceholders(text: string): readonly string[] {
  return [...text.matchAll(BRACES)].flatMap(({ 2: written }) =>
    written === undefined || parsePlaceholder(written) !== undefined ? [] : [written],
  );
}

/** The placeholder as it is written. */
export function describePlaceholder(placeholder: Placeholder): string {
  switch (placeholder.kind) {
    case 'organization-id':
      return '{organization.id}';
    case 'unit-path':
      return `{unit.path:${placeholder.unit}}`;
    case 'account-id':
      return `{account:${placeholder.account}}`;
  }
}

function parsePlaceholder(written: string): Placeholder | undefined {
  if (written === '{organization.id}') return { kind: 'organization-id' };
  const unit = /^\{unit\.path:([^{}]+)\}$/.exec(written)?.[1];
  if (unit !== undefined) return { kind: 'unit-path', unit };
  const account = /^\{account:([^{}]+)\}$/.exec(written)?.[1];
  return account === undefined ? undefined : { kind: 'account-id', account };
}

/** A copy of a JSON value with each text in it replaced; the names of properties stay. */
export function mapStrings<Value>(value: Value, replace: (text: string) => string): Value;
export function mapStrings(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((item: unknown) => mapStrings(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapStrings<unknown>(item, replace)]));
}

/** Every text in a JSON value. */
export function listStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(listStrings);
}

/**
 * The longest ids of AWS: `o-` and 32 characters, `r-` and 32, `ou-` with 32 on each side of a hyphen, 12 digits.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html and its siblings
 */
const LONGEST = { organization: 'o-'.length + 32, root: 'r-'.length + 32, unit: 'ou-'.length + 32 + '-'.length + 32 };
const ACCOUNT_DIGITS = 12;

/** The length of the longest id that can replace a placeholder; `depth` counts the units on a unit's path. */
export function greatestLength(placeholder: Placeholder, depth: number): number {
  switch (placeholder.kind) {
    case 'organization-id':
      return LONGEST.organization;
    case 'unit-path':
      return LONGEST.organization + 1 + LONGEST.root + 1 + depth * (LONGEST.unit + 1);
    case 'account-id':
      return ACCOUNT_DIGITS;
  }
}

/** The text with its placeholders replaced by ids, as far as the configuration has them. */
export function resolveKnown(text: string, organization: Named): string {
  return splitPlaceholders(text)
    .map((part) => (part.kind === 'text' ? part.text : (findId(part, organization) ?? describePlaceholder(part))))
    .join('');
}

/** The text with each placeholder replaced by text of its greatest length, whether its id is known or not. */
export function stretchPlaceholders(
  text: string,
  { units }: { readonly units: readonly Pick<Unit, 'id' | 'parent'>[] },
): string {
  return splitPlaceholders(text)
    .map((part) => {
      if (part.kind === 'text') return part.text;
      const depth = part.kind === 'unit-path' ? treeOf(units).downTo(part.unit).length : 0;
      return '.'.repeat(greatestLength(part, depth));
    })
    .join('');
}

function findId(placeholder: Placeholder, { id, rootId, units, accounts }: Named): string | null {
  switch (placeholder.kind) {
    case 'organization-id':
      return id;
    case 'unit-path': {
      const lineage = treeOf(units)
        .downTo(placeholder.unit)
        .map(({ awsId }) => awsId);
      const ids = [id, rootId, ...lineage];
      return lineage.length === 0 || ids.includes(null) ? null : `${ids.join('/')}/`;
    }
    case 'account-id':
      return accounts.find(({ key }) => key === placeholder.account)?.accountId ?? null;
  }
}
