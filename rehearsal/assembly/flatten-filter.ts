/** A comparison of a metric filter. `value` is null for NOT EXISTS. */
interface Comparison {
  readonly kind: 'comparison';
  readonly field: string;
  readonly operator: '=' | '!=' | 'NOT EXISTS';
  readonly value: string | null;
}

type Filter = Comparison | { readonly kind: '&&' | '||'; readonly parts: readonly Filter[] };

/**
 * Rewrites the pattern of a metric filter so that the emulator can evaluate it: it ignores parentheses and joins the parts of
 * `&&` before those of `||`. Wildcards, fields in lists and NOT EXISTS mean nothing to it, but it takes `!=` as true if there
 * is no such field.
 *
 * @returns an equivalent pattern without parentheses; null if there is none that the emulator can evaluate
 */
export function flattenFilter(pattern: string): string | null {
  const filter = parse(pattern);
  if (filter === null) return null;
  const branches = branchesOf(withoutNeedlessAbsence(filter));
  return branches.flat().every(canBeEvaluated)
    ? `{ ${branches.map((branch) => branch.map(print).join(' && ')).join(' || ')} }`
    : null;
}

/** `$.a NOT EXISTS || $.a != "b"` → `$.a != "b"`. */
function withoutNeedlessAbsence(filter: Filter): Filter {
  if (filter.kind === 'comparison') return filter;
  const parts = filter.parts.map(withoutNeedlessAbsence);
  if (filter.kind === '&&') return { kind: '&&', parts };
  const differing = parts.flatMap((part) => (part.kind === 'comparison' && part.operator === '!=' ? [part.field] : []));
  const isNeedless = (part: Filter): boolean =>
    part.kind === 'comparison' && part.operator === 'NOT EXISTS' && differing.includes(part.field);
  return { kind: '||', parts: parts.filter((part) => !isNeedless(part)) };
}

/** The alternatives, each a list of comparisons that must all hold. */
function branchesOf(filter: Filter): readonly (readonly Comparison[])[] {
  if (filter.kind === 'comparison') return [[filter]];
  if (filter.kind === '||') return filter.parts.flatMap(branchesOf);
  let branches: readonly (readonly Comparison[])[] = [[]];
  for (const part of filter.parts)
    branches = branches.flatMap((branch) => branchesOf(part).map((more) => [...branch, ...more]));
  return branches;
}

function canBeEvaluated({ field, value }: Comparison): boolean {
  return value !== null && !value.includes('*') && !field.includes('[');
}

function print({ field, operator, value }: Comparison): string {
  return value === null ? `$.${field} ${operator}` : `$.${field} ${operator} "${value}"`;
}

const TOKEN =
  /\s*(?:(?<sign>&&|\|\||[()])|\$\.(?<field>[\w.[\]-]+)\s*(?:(?<operator>!?=)\s*"(?<value>[^"]*)"|NOT EXISTS))\s*/y;

type Token = { readonly sign: string } | Comparison;

function parse(pattern: string): Filter | null {
  const inner = /^\{(.*)\}$/s.exec(pattern.trim())?.[1];
  const tokens = inner === undefined ? null : tokensOf(inner);
  if (tokens === null) return null;
  const parsed = parseSeries(tokens, '||');
  return tokens.length === 0 ? parsed : null;
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  const reader = new RegExp(TOKEN);
  while (reader.lastIndex < text.length) {
    const groups = reader.exec(text)?.groups;
    if (groups === undefined) return null;
    const { sign, field = '', operator, value = null } = groups as Readonly<Record<string, string | undefined>>;
    tokens.push(
      sign === undefined
        ? { kind: 'comparison', field, operator: (operator ?? 'NOT EXISTS') as Comparison['operator'], value }
        : { sign },
    );
  }
  return tokens;
}

/** Takes the tokens that it reads from the list. */
function parseSeries(tokens: Token[], kind: '&&' | '||'): Filter | null {
  const parts: Filter[] = [];
  do {
    const part = kind === '||' ? parseSeries(tokens, '&&') : parseOne(tokens);
    if (part === null) return null;
    parts.push(part);
  } while (takeSign(tokens, kind));
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind, parts };
}

function parseOne(tokens: Token[]): Filter | null {
  if (takeSign(tokens, '(')) {
    const inner = parseSeries(tokens, '||');
    return takeSign(tokens, ')') ? inner : null;
  }
  const [next] = tokens;
  if (next === undefined || !('kind' in next)) return null;
  tokens.shift();
  return next;
}

function takeSign(tokens: Token[], sign: string): boolean {
  const [next] = tokens;
  if (next === undefined || !('sign' in next) || next.sign !== sign) return false;
  tokens.shift();
  return true;
}
