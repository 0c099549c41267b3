/**
 * Evaluates the part of EventBridge's patterns that the rules use: text, `prefix`, `exists`, `anything-but` with a list, and
 * `numeric` with `>=`. Anything else throws.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesEvent(pattern: object, event: unknown): boolean {
  return Object.entries(pattern).every(([field, expected]: [string, unknown]) => {
    const value = fieldOf(event, field);
    if (Array.isArray(expected)) return expected.some((matcher: unknown) => matchesValue(matcher, value));
    if (typeof expected === 'object' && expected !== null) return matchesEvent(expected, value);
    throw new Error(`a field needs a list or more fields, got ${JSON.stringify(expected)} for '${field}'`);
  });
}

function matchesValue(matcher: unknown, value: unknown): boolean {
  // Of a list in the event, one element is enough.
  const found: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (typeof matcher === 'string') return found.includes(matcher);
  const [[operator, operand] = ['', undefined]] = Object.entries(matcher as object) as [string, unknown][];
  switch (operator) {
    case 'prefix':
      return found.some((text) => typeof text === 'string' && text.startsWith(String(operand)));
    case 'exists':
      return (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) === operand;
    case 'anything-but':
      return value !== undefined && found.every((text) => !(operand as readonly unknown[]).includes(text));
    case 'numeric':
      return found.some((number) => typeof number === 'number' && number >= leastOf(operand));
    default:
      throw new Error(`the matcher does not know ${JSON.stringify(matcher)}`);
  }
}

/** Of `['>=', number]`. EventBridge compares only numbers of the JSON, never texts that look like one. */
function leastOf(operand: unknown): number {
  const [comparison, least, ...others] = operand as readonly unknown[];
  if (comparison !== '>=' || typeof least !== 'number' || others.length > 0)
    throw new Error(`the matcher does not know the comparison ${JSON.stringify(operand)}`);
  return least;
}

function fieldOf(event: unknown, field: string): unknown {
  return typeof event === 'object' && event !== null ? (event as Record<string, unknown>)[field] : undefined;
}
