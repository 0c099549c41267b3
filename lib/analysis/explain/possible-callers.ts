import { IDENTITY_CENTER } from '../../iam/evaluation/principal';
import { globMatches } from '../../iam/patterns/glob';
import { groupBy } from '../../model/group-by';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { REGIONS } from '../../model/regions';
import { conditionBlocks } from '../evaluate/instants';

/** A session of a role, as its ARN names it: without the role's path, on which exemptions depend. */
export interface Session {
  readonly partition: string;
  readonly account: string;
  readonly role: string;
}

/**
 * The ARNs that the role of a session may have, as far as the policies of a file distinguish them; the most likely first.
 * A role of Identity Center has the Region of Identity Center in its path, unless that is us-east-1. Another role may have
 * a path that a policy names.
 *
 * Sources: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 */
export function possibleRoles(file: Pick<GuardrailsFile, 'documents'>, session: Session): readonly string[] {
  const { partition, account, role } = session;
  const arn = (path: string): string => `arn:${partition}:iam::${account}:role/${path}${role}`;
  if (role.startsWith('AWSServiceRoleFor')) return [arn('aws-service-role/SERVICE.amazonaws.com/')];
  const patterns = principalPatterns(file);
  const paths = role.startsWith('AWSReservedSSO_')
    ? ['', ...REGIONS.map((region) => `${region}/`)].map((region) => `${IDENTITY_CENTER}${region}`)
    : ['', ...patterns.flatMap((pattern) => pathBefore(role, pattern))];
  const alike = groupBy(paths.map(arn), (one) => patterns.map((pattern) => globMatches(pattern, one)).join());
  return [...alike.values()].flatMap(([first]) => first ?? []);
}

/** The path that a pattern without wildcards in its resource gives to a role. */
function pathBefore(role: string, pattern: string): readonly string[] {
  const name = /:role\/([^:]+)$/.exec(pattern)?.[1] ?? '';
  return name.endsWith(`/${role}`) && !/[*?$]/.test(name) ? [name.slice(0, -role.length)] : [];
}

/** All values that a file compares with the ARN of the caller. */
function principalPatterns({ documents }: Pick<GuardrailsFile, 'documents'>): readonly string[] {
  const values = conditionBlocks({ documents })
    .flatMap((keys) => Object.entries(keys))
    .flatMap(([key, value]) => (key.toLowerCase() === 'aws:principalarn' ? [value].flat().map(String) : []));
  return [...new Set(values)];
}
