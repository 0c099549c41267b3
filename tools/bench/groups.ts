/** Parts of the bench that can be chosen on the command line, by name. */
export type Groups<Content> = Readonly<Record<string, { readonly summary: string; readonly content: Content }>>;

/** The contents of the named groups in the order of `groups`; without names, of all. A text: what is wrong with a name. */
export function choose<Content>(groups: Groups<Content>, names: readonly string[]): readonly Content[] | string {
  const unknown = names.find((name) => !Object.hasOwn(groups, name));
  if (unknown !== undefined) return `unknown group \`${unknown}\`; allowed: ${Object.keys(groups).join(', ')}`;
  const chosen = Object.entries(groups).filter(([name]) => names.length === 0 || names.includes(name));
  return chosen.map(([, { content }]) => content);
}

/** A line for each group. */
export function describeGroups(groups: Groups<unknown>): string {
  const width = Math.max(...Object.keys(groups).map((name) => name.length));
  const lines = Object.entries(groups).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return ['Groups:', ...lines].join('\n');
}
