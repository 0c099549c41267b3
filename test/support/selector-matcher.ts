import type { CloudTrailRecord } from './cloudtrail-records';

/** A selector of a trail, as in a template. */
export interface AdvancedSelector {
  readonly FieldSelectors: readonly FieldSelector[];
}

interface FieldSelector {
  readonly Field: string;
  readonly Equals?: readonly string[];
  readonly NotEquals?: readonly string[];
  readonly StartsWith?: readonly string[];
}

/**
 * Whether a trail with these selectors records the call. An absent field neither equals nor begins with anything.
 *
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
export function records(selectors: readonly AdvancedSelector[], record: CloudTrailRecord): boolean {
  return selectors.some(({ FieldSelectors }) => FieldSelectors.every((field) => selects(field, record)));
}

function selects(
  { Field, Equals, NotEquals, StartsWith, ...others }: FieldSelector,
  record: CloudTrailRecord,
): boolean {
  if (Object.keys(others).length > 0) throw new Error(`the matcher does not know ${Object.keys(others).join(', ')}`);
  const values = valuesOf(Field, record);
  return (
    (Equals === undefined || values.some((value) => Equals.includes(value))) &&
    (NotEquals === undefined || !values.some((value) => NotEquals.includes(value))) &&
    (StartsWith === undefined || values.some((value) => StartsWith.some((prefix) => value.startsWith(prefix))))
  );
}

function valuesOf(field: string, record: CloudTrailRecord): readonly string[] {
  const resources = (record['resources'] ?? []) as readonly Readonly<Record<string, string>>[];
  const [object] = resources;
  switch (field) {
    case 'resources.type':
      return present(object?.['type']);
    case 'resources.ARN':
      return present(object?.['ARN']);
    case 'userIdentity.arn':
      return present((record['userIdentity'] as Readonly<Record<string, string>>)['arn']);
    case 'eventCategory':
    case 'eventName':
      return present(record[field] as string | undefined);
    default:
      throw new Error(`the matcher does not know the field '${field}'`);
  }
}

function present(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
