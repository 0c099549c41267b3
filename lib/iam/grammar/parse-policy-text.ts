import type { PolicyDocument } from '../statement';
import { readJsonText, type TextPosition } from './json-text';
import type { PolicyProblem } from './complaints';
import type { ControlPolicyType } from '../control-policy-type';
import { parsePolicy } from './parse-policy';

/** A problem with its place in the text. */
export type PlacedPolicyProblem = PolicyProblem & TextPosition;

export type ParsedPolicyText =
  | {
      readonly kind: 'policy';
      readonly document: PolicyDocument;
      readonly positionOf: (pointer: string) => TextPosition;
    }
  | { readonly kind: 'problems'; readonly problems: readonly PlacedPolicyProblem[] };

/** A hundred times what AWS takes: enough for any layout, and little enough to read at once. */
const MOST_CHARACTERS = 1_000_000;

/** Reads the text of a policy document. */
export function parsePolicyText(text: string, type: ControlPolicyType): ParsedPolicyText {
  if (text.length > MOST_CHARACTERS) {
    const message = `the policy has ${text.length.toLocaleString('en')} characters`;
    const allowed = `up to ${MOST_CHARACTERS.toLocaleString('en')}; AWS takes 10,240 at most`;
    return { kind: 'problems', problems: [{ pointer: '', message, allowed, line: 1, column: 1 }] };
  }
  // Files from Windows may begin with a byte order mark.
  const json = readJsonText(text.replace(/^\uFEFF/, ' '));
  if (json.kind === 'mistake') {
    return {
      kind: 'problems',
      problems: [{ pointer: '', message: `this is no JSON: ${json.message}`, ...json.position }],
    };
  }
  const parsed = parsePolicy(json.value, type);
  if (parsed.kind === 'policy') return { ...parsed, positionOf: json.positionOf };
  return {
    kind: 'problems',
    problems: parsed.problems.map((problem) => ({ ...problem, ...json.positionOf(problem.pointer) })),
  };
}
