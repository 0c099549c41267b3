/**
 * A text without what terminals, Terraform, mail and JSON put around its lines. Each line is trimmed; a line break may
 * stand within a word, because terminals break where the line is full.
 */
export function cleanText(text: string): string {
  return text
    .replace(COLORS, '')
    .replace(/\\r\\n|\\n|\\t|\r\n?/g, '\n')
    .replace(ENCODED, (all, entity?: string, escaped?: string, code?: string) => {
      if (entity !== undefined) return ENTITIES.get(entity.toLowerCase()) ?? all;
      return escaped ?? String.fromCharCode(parseInt(code ?? '', 16));
    })
    .replace(/\u00a0|\t/g, ' ')
    .split('\n')
    .map((line) => line.replace(/^[\s│┃╷╵|>]+/, '').replace(/[\s│┃|]+$/, ''))
    .join('\n');
}

/** Entities of HTML and XML, and what JSON escapes. Each is decoded once: `&amp;lt;` is `&lt;`. */
const ENCODED = /&(\w+|#\w+);|\\(["/])|\\u00([2-7][0-9a-f])/gi;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['#60', '<'],
  ['#x3c', '<'],
  ['gt', '>'],
  ['#62', '>'],
  ['#x3e', '>'],
  ['amp', '&'],
  ['#38', '&'],
  ['#x26', '&'],
  ['quot', '"'],
  ['#34', '"'],
  ['#x22', '"'],
  ['apos', "'"],
  ['#39', "'"],
  ['#x27', "'"],
  ['#47', '/'],
  ['#x2f', '/'],
]);

const COLORS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*[A-Za-z]`, 'g');

/** The source of a pattern that finds words also where line breaks stand between or within them. */
export function wrapped(words: string): string {
  return words
    .split(' ')
    .map((word) => Array.from(word, escapePattern).join('\\n?'))
    .join('\\s+');
}

function escapePattern(letter: string): string {
  return /[\w-]/.test(letter) ? letter : `\\${letter}`;
}

/** A text on one line. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What may follow a resource or an ARN in AWS's messages and in what SDKs and tools add to them. */
const NEXT_WORDS = [
  'with an ',
  'because ',
  '(Service: ',
  '(Status Code',
  'status code',
  'StatusCode',
  'request id',
  'RequestID',
  'host id',
  'Encoded authorization',
]
  .map(wrapped)
  .join('|');
const NEXT = new RegExp(`^[\\s.,;:]*(?:${NEXT_WORDS})`, 'i');
const BEFORE_NEXT = new RegExp(`[\\s.,;:]+(?:${NEXT_WORDS})`, 'i');

/** A line that may be broken where it is full, in characters. */
const FULL_LINE = 40;

/** Reads one word, such as an ARN, that line breaks may divide. */
export function readWord(text: string, isComplete: (word: string) => boolean): string {
  const [line = '', ...others] = text.split('\n');
  const [first = ''] = /^\S*/.exec(line) ?? [];
  const rest = others.join('\n');
  if (first.length < line.length || rest === '' || NEXT.test(rest)) return first;
  const [next = ''] = /^\S*/.exec(rest) ?? [];
  const after = rest.slice(next.length);
  const isBroken =
    !isComplete(first) ||
    NEXT.test(after) ||
    (after.trim() === '' && first.length >= FULL_LINE && /^[\w/+=,.@*-]+$/.test(next) && !/^[0-9a-f-]{36}$/.test(next));
  return next !== '' && isBroken ? first + readWord(rest, (word) => isComplete(first + word)) : first;
}

/** Reads a name that may contain spaces, up to the words that may follow it or the end of the line. */
export function readName(text: string): string {
  const end = BEFORE_NEXT.exec(text)?.index;
  const line = text.indexOf('\n');
  if (end === undefined) return line < 0 ? text : text.slice(0, line);
  return joinLines(text.slice(0, end));
}

/** Joins the lines of a name: a terminal breaks it anywhere, where the line is full. */
export function joinLines(name: string): string {
  return name.replace(/\n/g, '');
}
