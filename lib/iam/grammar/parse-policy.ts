import type { ControlPolicyType } from '../control-policy-type';
import type { PolicyDocument, Statement } from '../statement';
import {
  below,
  complainOfUnknown,
  Complaints,
  isObject,
  quote,
  type JsonObject,
  type PolicyProblem,
} from './complaints';
import { isRcpFullAccess, parseStatement } from './parse-statement';

export type ParsedPolicy =
  | { readonly kind: 'policy'; readonly document: PolicyDocument }
  | { readonly kind: 'problems'; readonly problems: readonly PolicyProblem[] };

const VERSION = '2012-10-17';

/**
 * Reads a policy document from JSON that anybody may have written, strictly: what IAM would refuse is a problem. Safe for
 * any size and depth.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function parsePolicy(value: unknown, type: ControlPolicyType): ParsedPolicy {
  const complaints = new Complaints();
  if (!isObject(value)) {
    complaints.add('', `the policy is ${quote(value)}`, 'an object with Version and Statement');
    return { kind: 'problems', problems: complaints.list };
  }
  complainOfUnknown(value, ['Version', 'Id', 'Statement'], '', complaints);
  checkVersion(value, complaints);
  if (value['Id'] !== undefined && typeof value['Id'] !== 'string') {
    complaints.add('/Id', `the id is ${quote(value['Id'])}`, 'text');
  }
  const statements = parseStatements(value, type, complaints);
  if (complaints.list.length > 0) return { kind: 'problems', problems: complaints.list };
  return { kind: 'policy', document: { Version: VERSION, Statement: statements } };
}

function checkVersion(policy: JsonObject, complaints: Complaints): void {
  const version = policy['Version'];
  if (version === VERSION) return;
  const message = version === undefined ? 'the policy has no `Version`' : `the version is ${quote(version)}`;
  complaints.add(
    version === undefined ? '' : '/Version',
    message,
    `"${VERSION}", which service and resource control policies must say`,
  );
}

function parseStatements(policy: JsonObject, type: ControlPolicyType, complaints: Complaints): readonly Statement[] {
  const given = policy['Statement'];
  if (given === undefined || (Array.isArray(given) && given.length === 0)) {
    complaints.add(given === undefined ? '' : '/Statement', 'the policy has no statement', 'at least one');
    return [];
  }
  const listed = Array.isArray(given);
  const statements: readonly unknown[] = listed ? given : [given];
  const seen = new Set<string>();
  return statements.flatMap((statement, index) => {
    const at = listed ? below('/Statement', index) : '/Statement';
    if (type === 'RESOURCE_CONTROL_POLICY' && isRcpFullAccess(statement)) return [statement];
    const parsed = parseStatement(statement, type, at, complaints);
    const sid = parsed?.Sid;
    if (sid !== undefined) {
      if (seen.has(sid)) complaints.add(below(at, 'Sid'), `two statements have the Sid ${quote(sid)}`, 'one Sid each');
      seen.add(sid);
    }
    return parsed === null ? [] : [parsed];
  });
}
