/** The resources that a call touches if a person does not name them. */
import type { ActionResource, ServiceReference } from '../../iam/service-reference/service-reference';
import { isKey } from '../../iam/service-reference/service-reference';
import { globCovers } from '../../iam/patterns/glob';
import { arnsOverlap } from '../../iam/patterns/overlap';
import type { GuardrailsFile } from '../../model/guardrails-file';

/** Where a call is made. */
export interface Place {
  readonly partition: string;
  /** `*`: not known. */
  readonly region: string;
  /** A number. */
  readonly account: string;
  /** How ARNs name it: a number that is only an example is never shown. */
  readonly writtenAccount: string;
}

/** A resource that a call touches. */
export interface TouchedType {
  /** With `*` for its name. */
  readonly arn: string;
  /** As the service reference names it, such as `instance`. */
  readonly type: string;
  readonly carries: (key: string) => boolean;
}

/**
 * Resources that every ordinary call touches, although AWS does not list them as required: an instance has a volume.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html#iam-example-runinstances
 */
const USUAL: Readonly<Record<string, readonly string[]>> = { 'ec2:runinstances': ['volume'] };

/**
 * The resources that a call of an action touches, if every call touches several types. Null: it is not known, or a policy
 * of the file tells resources of one type apart, so that their names matter.
 */
export function touchedTypes(
  name: string,
  reference: ServiceReference,
  place: Place,
  file: GuardrailsFile,
): readonly TouchedType[] | null {
  const action = reference.action(name);
  if (action === undefined) return null;
  const usual = USUAL[name.toLowerCase()] ?? [];
  const types = action.resources.filter(({ type, required }) => required || usual.includes(type));
  if (types.length < 2) return null;
  const arns = types.map((type) => arnOf(type, place, place.account));
  if (!arns.every((arn) => patternsIn(file).every((pattern) => treatsAlike(pattern, arn)))) return null;
  return types.map((type) => ({
    type: type.type,
    arn: arnOf(type, place, place.writtenAccount),
    carries: (key) => [...type.keys, ...action.keys].some((documented) => isKey(key, documented)),
  }));
}

function arnOf({ arns }: ActionResource, { partition, region }: Place, number: string): string {
  const [, , service = '', ofRegion = '', ofAccount = '', ...rest] = (arns[0] ?? '').split(':');
  const place = [ofRegion === '*' ? region : ofRegion, ofAccount === '*' ? number : ofAccount];
  return ['arn', partition, service, ...place, ...rest].join(':').replaceAll('%', '*');
}

function patternsIn({ documents }: GuardrailsFile): readonly string[] {
  const patterns = documents.flatMap(({ content }) =>
    content.Statement.flatMap(({ Resource = [], NotResource = [] }) => [Resource, NotResource].flat()),
  );
  return [...new Set(patterns)].filter((pattern) => pattern !== '*');
}

/** Whether a pattern matches all resources of a type or none. */
function treatsAlike(pattern: string, arn: string): boolean {
  return (
    !arnsOverlap(pattern.replace(/\$\{[^}]*\}/g, '*'), arn) || (!pattern.includes('${') && globCovers(pattern, arn))
  );
}
