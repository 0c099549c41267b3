import { resourcesOf, type TemplateJson } from '../support/synthesize';

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

/** Where a stack is, and what its parameters are. */
export interface StackPlace {
  readonly account: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
  /**
   * AWS draws the ids of keys.
   *
   * @default - the same one for every key
   */
  readonly keyId?: string;
}

/** The ARN of the key of a stack. */
export function keyArnIn({ account, region, keyId = '11111111-2222-3333-4444-555555555555' }: StackPlace): string {
  return `arn:aws:kms:${region}:${account}:key/${keyId}`;
}

/** A template with everything that CloudFormation would resolve in its place. */
export function resolveTemplate(template: TemplateJson, place: StackPlace): TemplateJson {
  const known: Record<string, string> = {
    'AWS::AccountId': place.account,
    'AWS::Partition': 'aws',
    'AWS::Region': place.region,
    ...place.parameters,
  };
  const text = (value: unknown): string => String(resolveReferences(value, known));
  for (const [id] of resourcesOf(template, 'AWS::KMS::Key')) known[`${id}.Arn`] = keyArnIn(place);
  for (const [id, { Properties }] of resourcesOf(template, 'AWS::S3::Bucket')) {
    known[id] = text(Properties?.['BucketName']);
    known[`${id}.Arn`] = `arn:aws:s3:::${known[id]}`;
  }
  for (const [id, { Properties }] of resourcesOf(template, 'AWS::IAM::Role')) {
    known[id] = text(Properties?.['RoleName']);
    known[`${id}.Arn`] = `arn:aws:iam::${place.account}:role${text(Properties?.['Path'] ?? '/')}${known[id]}`;
  }
  return { ...template, Resources: resolveReferences(template.Resources, known) as TemplateJson['Resources'] };
}
