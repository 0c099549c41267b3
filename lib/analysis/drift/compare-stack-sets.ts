import { isDeepStrictEqual } from 'node:util';
import type { AutoDeployment, LiveStackSet } from '../../model/live-stacks';
import { enumerate } from '../../report/words';
import { aDrift, revertBy, type Drift } from './drift';

/** A StackSet as the stack that makes it has it. */
export interface ExpectedStackSet {
  readonly name: string;
  /** The id of that stack. */
  readonly stack: string;
  /** The template of its stacks, as text. */
  readonly body: string;
  /** Undefined: it does not say. */
  readonly autoDeployment: AutoDeployment | undefined;
  /** The values of the template's parameters: text, or the export that has it. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The differences between a StackSet and what its stack says: each of its stacks in the accounts follows it. */
export function compareStackSet(
  { name, stack, body, autoDeployment, parameters }: ExpectedStackSet,
  { template, ...live }: Omit<LiveStackSet, 'name'>,
  exports: Readonly<Record<string, string>>,
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
  const of = { kind: 'stack-set-changed', subject: name, trace: { events: ['UpdateStackSet'], region }, fix } as const;
  const parts = changedParts(body, template);
  const settings = [
    ...changedAutoDeployment(autoDeployment, live.autoDeployment),
    ...changedParameters(parameters, live.parameters, exports),
  ];
  return [
    ...(parts.length === 0
      ? []
      : [
          aDrift({
            ...of,
            summary: `the template of StackSet \`${name}\` is not that of stack \`${stack}\`: ${differ(parts)}`,
          }),
        ]),
    ...(settings.length === 0
      ? []
      : [aDrift({ ...of, summary: `StackSet \`${name}\` is not what stack \`${stack}\` says: ${differ(settings)}` })]),
  ];
}

function differ(parts: readonly string[]): string {
  return `${enumerate(parts)} ${parts.length === 1 ? 'differs' : 'differ'}`;
}

/** Without it, an account that joins gets no baseline. AWS returns no more of it where it is off. */
function changedAutoDeployment(expected: AutoDeployment | undefined, actual: AutoDeployment): readonly string[] {
  if (expected === undefined) return [];
  const isSame =
    expected.isEnabled === actual.isEnabled && (!expected.isEnabled || expected.retainsStacks === actual.retainsStacks);
  return isSame ? [] : ['`AutoDeployment`'];
}

/** A parameter may name the account that a role trusts. Only CloudFormation knows the values that are no export. */
function changedParameters(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, string>>,
  exports: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    const text = textOf(value, exports);
    return text === undefined || text === actual[name] ? [] : [`the parameter \`${name}\``];
  });
}

function textOf(value: unknown, exports: Readonly<Record<string, string>>): string | undefined {
  if (typeof value !== 'object' || value === null) return String(value);
  return 'Fn::ImportValue' in value ? exports[String(value['Fn::ImportValue'])] : undefined;
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
