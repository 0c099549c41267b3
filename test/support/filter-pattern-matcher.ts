/**
 * Evaluates metric filters for JSON as CloudWatch Logs documents them. Terms, lists of fields and regular expressions are
 * not known here.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
type Condition = (event: unknown, absentDiffers: boolean) => boolean;

/**
 * Whether the filter finds the event.
 *
 * AWS does not document whether `!=` is true of an absent field. If the answer depends on that, this throws.
 */
export function findsEvent(filter: string, event: unknown): boolean {
  const condition = parseFilter(filter);
  const answer = condition(event, false);
  if (answer !== condition(event, true)) throw new Error(`'!=' on an absent field decides: ${filter}`);
  return answer;
}

/** Throws if the filter is not one of this syntax. */
export function parseFilter(filter: string): Condition {
  const parser = new Parser(filter);
  parser.expect('{');
  const condition = parser.any();
  parser.expect('}');
  parser.end();
  return condition;
}

const TOKEN =
  /\s*(?:(\$(?:\.\[?'?[\w.-]+'?\]?|\[\d+\])*)|(&&|\|\||!=|<=|>=|[{}()=<>])|("(?:[^"\\]|\\.)*")|([^\s{}()=<>!"&|]+))/y;

class Parser {
  private readonly tokens: string[] = [];
  private readonly filter: string;

  constructor(filter: string) {
    this.filter = filter;
    TOKEN.lastIndex = 0;
    const text = filter.trimEnd();
    while (TOKEN.lastIndex < text.length) {
      const at = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (match === null) throw new Error(`not understood from character ${at} on: ${filter}`);
      this.tokens.push(match[0].trim());
    }
  }

  expect(token: string): void {
    const next = this.tokens.shift();
    if (next !== token) throw new Error(`'${token}' expected, got '${next ?? 'the end'}': ${this.filter}`);
  }

  end(): void {
    if (this.tokens.length > 0) throw new Error(`nothing expected after '}': ${this.filter}`);
  }

  /** `&&` binds closer than `||`. */
  any(): Condition {
    const conditions = [this.all()];
    while (this.skip('||')) conditions.push(this.all());
    return (event, absentDiffers) => conditions.some((condition) => condition(event, absentDiffers));
  }

  private all(): Condition {
    const conditions = [this.one()];
    while (this.skip('&&')) conditions.push(this.one());
    return (event, absentDiffers) => conditions.every((condition) => condition(event, absentDiffers));
  }

  private one(): Condition {
    if (!this.skip('(')) return this.comparison();
    const inner = this.any();
    this.expect(')');
    return inner;
  }

  private comparison(): Condition {
    const selector = this.take();
    if (!selector.startsWith('$')) throw new Error(`a selector expected, got '${selector}': ${this.filter}`);
    const operator = this.take();
    const value = this.take();
    if (operator === 'NOT' && value === 'EXISTS') return (event) => select(event, selector) === undefined;
    if (operator === 'IS') return this.is(selector, value);
    return this.compare(selector, operator, value);
  }

  private is(selector: string, value: string): Condition {
    const literal = { TRUE: true, FALSE: false, NULL: null }[value];
    if (literal === undefined) throw new Error(`TRUE, FALSE or NULL expected, got '${value}': ${this.filter}`);
    return (event) => select(event, selector) === literal;
  }

  private compare(selector: string, operator: string, value: string): Condition {
    const text = value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : value;
    const comparable = (found: unknown): found is string | number =>
      typeof found === 'string' || typeof found === 'number';
    switch (operator) {
      case '=':
        return (event) => {
          const found = select(event, selector);
          return comparable(found) && isLike(String(found), text);
        };
      case '!=':
        return (event, absentDiffers) => {
          const found = select(event, selector);
          return comparable(found) ? !isLike(String(found), text) : absentDiffers;
        };
      case '<':
        return (event) => Number(select(event, selector) ?? NaN) < Number(text);
      case '>':
        return (event) => Number(select(event, selector) ?? NaN) > Number(text);
      case '<=':
        return (event) => Number(select(event, selector) ?? NaN) <= Number(text);
      case '>=':
        return (event) => Number(select(event, selector) ?? NaN) >= Number(text);
      default:
        throw new Error(`an operator expected, got '${operator}': ${this.filter}`);
    }
  }

  private skip(token: string): boolean {
    if (this.tokens[0] !== token) return false;
    this.tokens.shift();
    return true;
  }

  private take(): string {
    const token = this.tokens.shift();
    if (token === undefined) throw new Error(`more expected: ${this.filter}`);
    return token;
  }
}

/** `*` is a wildcard at the beginning and at the end, and an ordinary character in between. */
function isLike(found: string, value: string): boolean {
  if (value === '*') return true;
  const open = value.startsWith('*');
  const close = value.endsWith('*');
  const text = value.slice(open ? 1 : 0, close ? -1 : undefined);
  if (open && close) return found.includes(text);
  if (open) return found.endsWith(text);
  return close ? found.startsWith(text) : found === text;
}

function select(event: unknown, selector: string): unknown {
  const steps = [...selector.matchAll(/\.\['([^']+)'\]|\.([\w-]+)|\[(\d+)\]/g)];
  return steps.reduce<unknown>((value, [, quoted, name, index]) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Record<string, unknown>)[quoted ?? name ?? index ?? ''];
  }, event);
}
