/**
 * A value of a template, with texts in the place of references.
 *
 * @param textFor by the name of what it refers to: `AWS::Region`, a parameter, an export, or `Key.Arn`, an attribute of a
 *   resource
 */
export function withoutReferences(value: unknown, textFor: (name: string) => string): unknown {
  const visit = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(visit);
    if (typeof one !== 'object' || one === null) return one;
    if ('Ref' in one) return textFor(String(one.Ref));
    if ('Fn::ImportValue' in one) return textFor(String(one['Fn::ImportValue']));
    if ('Fn::GetAtt' in one) return textFor((one['Fn::GetAtt'] as readonly string[]).join('.'));
    if ('Fn::Join' in one) {
      const [delimiter, parts] = one['Fn::Join'] as readonly [string, readonly unknown[]];
      return parts.map(visit).join(delimiter);
    }
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, visit(inner)]));
  };
  return visit(value);
}
