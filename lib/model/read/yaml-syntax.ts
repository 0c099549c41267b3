import type { Document, LineCounter, YAMLError } from 'yaml';
import { quoteLine } from './quote';
import type { YamlProblem } from './yaml-tree';

type Explanation = Partial<Omit<YamlProblem, 'at'>>;

/** Replaces or completes the message of the YAML library. */
const EXPLANATIONS: Partial<Record<YAMLError['code'], Explanation>> = {
  BAD_ALIAS: { fix: 'put a value that starts with `*` in quotes' },
  BAD_SCALAR_START: { fix: 'put the value in quotes' },
  BLOCK_AS_IMPLICIT_KEY: { fix: 'put a value that contains `: ` in quotes, or indent the line below its key' },
  MISSING_CHAR: { fix: 'close the open quote, bracket or brace' },
  MULTIPLE_DOCS: {
    code: 'several-documents',
    message: 'a second YAML document starts here',
    allowed: 'one document in a file',
    fix: 'remove the `---`, or move what follows to its own file',
  },
  RESOURCE_EXHAUSTION: { code: 'nested-too-deeply', message: 'nested too deeply' },
  TAB_AS_INDENT: { fix: 'indent with spaces' },
  TAG_RESOLVE_FAILED: { fix: 'remove the tag, or put a value that starts with `!` in quotes' },
};

/** The errors and warnings of a document: the first of each line, because it causes the others. */
export function findSyntaxMistakes(
  document: Document.Parsed,
  text: string,
  lineCounter: LineCounter,
): readonly YamlProblem[] {
  const first = new Map<number, YamlProblem>();
  for (const error of [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])) {
    const { line } = lineCounter.linePos(error.pos[0]);
    if (!first.has(line)) first.set(line, explain(error, quoteLine(text, lineCounter.lineStarts[line - 1] ?? 0)));
  }
  return [...findControlCharacter(text), ...first.values()];
}

function explain({ code, message, pos }: YAMLError, line: string): YamlProblem {
  const says = `YAML: ${message.slice(0, 1).toLowerCase()}${message.slice(1)}`;
  const quoted = line === '' ? '' : `: \`${line}\``;
  return { code: 'yaml-syntax', message: `${says}${quoted}`, ...EXPLANATIONS[code], at: pos[0] };
}

/** YAML forbids control characters, the library accepts them, and a terminal would execute them. */
function findControlCharacter(text: string): readonly YamlProblem[] {
  const offset = text.search(/(?![\t\n\r])\p{Cc}/u);
  if (offset < 0) return [];
  const number = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  // Text in UTF-16 is full of zeros.
  const fix = number === '0000' ? 'save the file as UTF-8' : 'remove it';
  return [{ code: 'yaml-syntax', at: offset, message: `YAML: the control character U+${number}`, fix }];
}
