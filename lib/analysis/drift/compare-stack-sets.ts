import { isDeepStrictEqual } from 'node:util';
import type { LiveStackSet } from '../../model/live-stacks';
import { enumerate } from '../../report/words';
import { aDrift, revertBy, type Drift } from './drift';

/** A StackSet as the stack that makes it has it. */
export interface ExpectedStackSet {
  readonly name: string;
  /** The id of that stack. */
  readonly stack: string;
  /** The template of its stacks, as text. */
  readonly body: string;
}

/** The differences between a StackSet and what its stack says: each of its stacks in the accounts follows it. */
export function compareStackSet(
  { name, stack, body }: ExpectedStackSet,
  { template }: Pick<LiveStackSet, 'template'>,
  region: string,
): readonly Drift[] {
  const fix = `${revertBy(stack)} makes it again what its stack says`;
  if (template === undefined)
    return [
      aDrift({
        ...{ kind: 'stack-set-missing', subject: name, fix },
        summary: `StackSet \`${name}\` of stack \`${stack}\` does not exist`,
        trace: { events: ['DeleteStackSet'], region },
      }),
    ];
  const different = changedParts(body, template);
  if (different.length === 0) return [];
  return [
    aDrift({
      ...{ kind: 'stack-set-changed', subject: name, fix },
      summary: `the template of StackSet \`${name}\` is not that of stack \`${stack}\`: ${enumerate(different)} ${different.length === 1 ? 'differs' : 'differ'}`,
      trace: { events: ['UpdateStackSet'], region },
    }),
  ];
}

/** The parts in which two templates differ: logical ids of resources, or names of sections. */
export function changedParts(expected: string, actual: string, ignored: readonly string[] = []): readonly string[] {
  const [before, after] = [partsOf(expected), partsOf(actual)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => !ignored.includes(name) && !isDeepStrictEqual(before.get(name), after.get(name)))
    .map((name) => `\`${name}\``);
}

/** Resources and outputs by their logical ids, everything else by the section. */
function partsOf(template: string): ReadonlyMap<string, unknown> {
  const parsed = parseTemplate(template);
  const { Resources = {}, Outputs = {}, ...sections } = parsed as Readonly<Record<string, object>>;
  return new Map([...Object.entries(sections), ...Object.entries(Outputs), ...Object.entries(Resources)] as [
    string,
    unknown,
  ][]);
}

/** Somebody may have written YAML: it is not what a stack of ours has. */
function parseTemplate(template: string): object {
  try {
    const parsed: unknown = JSON.parse(template);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
