/** Parses policy documents. */
import type { ControlPolicyType } from '../control-policy-type';
import { below, isObject, quote } from '../json';
import type { PolicyDocument, Statement } from '../statement';
import { isRcpFullAccess, parseStatement, reportUnknownElements } from './parse-statement';
import { ProblemCollector, type PolicyProblem } from './policy-problems';

type ParsedPolicy =
  | { readonly kind: 'policy'; readonly document: PolicyDocument }
  | { readonly kind: 'problems'; readonly problems: readonly PolicyProblem[] };

const VERSION = '2012-10-17';

/**
 * Parses a policy document of any origin. It is strict: everything that AWS would refuse is a problem. Any size and any
 * depth is safe.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function parsePolicy(value: unknown, type: ControlPolicyType): ParsedPolicy {
  const problems = new ProblemCollector();
  if (!isObject(value)) {
    const message = `the policy is ${quote(value)}`;
    problems.add({ rule: 'document-shape', pointer: '', message, allowed: 'an object with Version and Statement' });
    return { kind: 'problems', problems: problems.list };
  }
  reportUnknownElements(value, ['Version', 'Id', 'Statement'], '', problems);
  checkVersion(value['Version'], problems);
  if (value['Id'] !== undefined && typeof value['Id'] !== 'string') {
    problems.add({ pointer: '/Id', message: `the \`Id\` is ${quote(value['Id'])}`, allowed: 'a string' });
  }
  const statements = parseStatements(value['Statement'], type, problems);
  if (problems.list.length > 0) return { kind: 'problems', problems: problems.list };
  return { kind: 'policy', document: { Version: VERSION, Statement: statements } };
}

function checkVersion(version: unknown, problems: ProblemCollector): void {
  if (version === VERSION) return;
  const isMissing = version === undefined;
  problems.add({
    rule: 'document-version',
    pointer: isMissing ? '' : '/Version',
    message: isMissing ? 'the policy has no `Version`' : `the version is ${quote(version)}`,
    allowed: `"${VERSION}", which service and resource control policies require`,
  });
}

function parseStatements(given: unknown, type: ControlPolicyType, problems: ProblemCollector): readonly Statement[] {
  const listed = Array.isArray(given);
  if (given === undefined || (listed && given.length === 0)) {
    const place = listed
      ? ({ rule: 'empty-list', pointer: '/Statement' } as const)
      : ({ rule: 'document-shape', pointer: '' } as const);
    problems.add({ ...place, message: 'the policy has no statement', allowed: 'at least one statement' });
    return [];
  }
  const statements: readonly unknown[] = listed ? given : [given];
  const seen = new Set<string>();
  return statements.flatMap((statement, index) => {
    const pointer = listed ? below('/Statement', index) : '/Statement';
    if (type === 'RESOURCE_CONTROL_POLICY' && isRcpFullAccess(statement)) return [statement];
    const parsed = parseStatement(statement, type, pointer, problems);
    const sid = parsed?.Sid;
    if (sid !== undefined) {
      if (seen.has(sid)) {
        const message = `two statements have the Sid ${quote(sid)}`;
        problems.add({ pointer: below(pointer, 'Sid'), message, allowed: 'a different Sid in each statement' });
      }
      seen.add(sid);
    }
    return parsed === null ? [] : [parsed];
  });
}
