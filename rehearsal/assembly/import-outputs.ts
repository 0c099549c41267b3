import { z } from 'zod';

const withOutputs = z.looseObject({
  Outputs: z.record(z.string(), z.looseObject({ Export: z.looseObject({ Name: z.unknown() }).optional() })).default({}),
});

const reference = z.strictObject({
  'Fn::GetStackOutput': z.object({ StackName: z.string(), OutputName: z.string() }),
});

/** The names of exports, by the stack and the logical id of the output. */
export type ExportedOutputs = ReadonlyMap<string, string>;

/** What the stacks of an assembly export. */
export function exportedOutputs(
  stacks: readonly { readonly name: string; readonly template: unknown }[],
): ExportedOutputs {
  return new Map(
    stacks.flatMap(({ name, template }) =>
      Object.entries(withOutputs.parse(template).Outputs).flatMap(([id, { Export }]) =>
        typeof Export?.Name === 'string' ? [[keyOf(name, id), Export.Name] as const] : [],
      ),
    ),
  );
}

/**
 * Replaces each `Fn::GetStackOutput` in a part of a template by an import of the same output: the emulator does not know the
 * function, and its imports cross Regions.
 *
 * @throws if the output is not exported
 */
export function importOutputs(part: unknown, outputs: ExportedOutputs): unknown {
  const { data } = reference.safeParse(part);
  if (data !== undefined) {
    const { StackName, OutputName } = data['Fn::GetStackOutput'];
    const name = outputs.get(keyOf(StackName, OutputName));
    if (name === undefined) throw new Error(`the stack '${StackName}' does not export its output '${OutputName}'`);
    return { 'Fn::ImportValue': name };
  }
  if (Array.isArray(part)) return part.map((each) => importOutputs(each, outputs));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, importOutputs(value, outputs)]));
}

function keyOf(stack: string, output: string): string {
  return `${stack} ${output}`;
}
