/** What the references of a template stand for: `AWS::AccountId`, a parameter, or `<logical id>.Arn`. */
export type ReferredValues = Readonly<Record<string, string>>;

/** A template's value as CloudFormation would resolve it in the account: `Ref`, `Fn::GetAtt` and `Fn::Join`, and no others. */
export function resolveReferences(value: unknown, values: ReferredValues): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, values));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[name, argument] = ['', undefined]] = entries;
  switch (name) {
    case 'Ref':
      return valueOf(String(argument), values);
    case 'Fn::GetAtt':
      return valueOf((argument as readonly string[]).join('.'), values);
    case 'Fn::Join': {
      const [separator, parts] = resolveReferences(argument, values) as [string, readonly string[]];
      return parts.join(separator);
    }
  }
  if (name.startsWith('Fn::')) throw new Error(`${name} is not known here`);
  return Object.fromEntries(entries.map(([key, item]) => [key, resolveReferences(item, values)]));
}

function valueOf(reference: string, values: ReferredValues): string {
  const value = values[reference];
  if (value === undefined)
    throw new Error(`nothing is known of ${reference}, only of ${Object.keys(values).join(', ')}`);
  return value;
}
