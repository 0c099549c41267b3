/** The values of a deployed template's references. */
export interface TemplateReferences {
  readonly exports: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  /** Logical id → physical id. */
  readonly resources: Readonly<Record<string, string>>;
  /** Such as `AWS::AccountId`. */
  readonly pseudo: Readonly<Record<string, string>>;
}

/** Resolves the references in a part of a template, as CloudFormation does. */
export function resolveIntrinsics(value: unknown, references: TemplateReferences): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolveIntrinsics(item, references)).filter((item) => item !== ABSENT);
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value as Record<string, unknown>);
  if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::')))
    return resolveFunction(name, argument, references);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, resolveIntrinsics(item, references)] as const)
      .filter(([, item]) => item !== ABSENT),
  );
}

/** A value that `AWS::NoValue` removes. */
const ABSENT = Symbol('AWS::NoValue');

function resolveFunction(name: string, argument: unknown, references: TemplateReferences): unknown {
  switch (name) {
    case 'Ref':
      return refer(String(argument), references);
    case 'Fn::ImportValue':
      return lookUp(references.exports, String(resolveIntrinsics(argument, references)), 'export');
    case 'Fn::GetAtt':
      return attribute(argument, references);
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map((part) => String(resolveIntrinsics(part, references))).join(separator);
    }
    case 'Fn::Sub':
      return substitute(argument, references);
    default:
      throw new Error(`the rehearsal cannot resolve ${name}`);
  }
}

function refer(name: string, { parameters, resources, pseudo }: TemplateReferences): unknown {
  if (name === 'AWS::NoValue') return ABSENT;
  return pseudo[name] ?? parameters[name] ?? lookUp(resources, name, 'resource');
}

/** Only the attributes that equal the physical id are known: those of units and accounts. */
function attribute(argument: unknown, references: TemplateReferences): string {
  const [logicalId = '', name = ''] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
  if (name !== 'Id' && name !== 'AccountId') throw new Error(`the rehearsal cannot resolve Fn::GetAtt ${name}`);
  return lookUp(references.resources, logicalId, 'resource');
}

function substitute(argument: unknown, references: TemplateReferences): string {
  const [text, own] = Array.isArray(argument)
    ? (argument as [string, Record<string, unknown>])
    : [String(argument), {} as Record<string, unknown>];
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    if (name in own) return String(resolveIntrinsics(own[name], references));
    return String(name.includes('.') ? attribute(name, references) : refer(name, references));
  });
}

function lookUp(values: Readonly<Record<string, string>>, name: string, kind: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`there is no ${kind} \`${name}\``);
  return value;
}
