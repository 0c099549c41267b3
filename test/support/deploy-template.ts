import type { Resource, TemplateJson } from './synthesize';

/** Where a stack of the template is. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What CloudFormation would make of a template in a place: without references to the place, conditions and what they exclude. */
export function deployTemplate(template: TemplateJson, place: Place): TemplateJson {
  const conditions = (template as { readonly Conditions?: Readonly<Record<string, unknown>> }).Conditions ?? {};
  const holds = (name: unknown): boolean => resolve(conditions[String(name)]) === true;
  const values: Readonly<Record<string, string>> = {
    'AWS::AccountId': place.account,
    'AWS::Region': place.region,
    ...place.parameters,
  };
  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[name, argument] = ['', undefined]] = entries;
    switch (name) {
      case 'Ref':
        return values[String(argument)] ?? value;
      case 'Fn::GetAtt':
        return value;
      case 'Fn::Join': {
        const [separator, parts] = resolve(argument) as [string, readonly string[]];
        return parts.join(separator);
      }
      case 'Fn::Equals': {
        const [left, right] = resolve(argument) as [unknown, unknown];
        return left === right;
      }
      case 'Fn::If': {
        const [condition, inside, elsewhere] = argument as [string, unknown, unknown];
        return resolve(holds(condition) ? inside : elsewhere);
      }
    }
    if (name.startsWith('Fn::')) throw new Error(`${name} is not known here`);
    return Object.fromEntries(entries.map(([key, item]) => [key, resolve(item)]));
  }
  const kept = Object.entries(template.Resources).filter(([, resource]) => {
    const { Condition } = resource as { readonly Condition?: string };
    return Condition === undefined || holds(Condition);
  });
  return { Resources: Object.fromEntries(kept.map(([id, resource]) => [id, resolve(resource) as Resource])) };
}
