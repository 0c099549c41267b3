import { distance } from 'fastest-levenshtein';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { isRcpFullAccess } from '../../iam/grammar/parse-statement';
import { isObject, quote, type JsonObject } from '../../iam/json';

/** What a document of unknown type is taken for. */
type GuessedType =
  | { readonly kind: 'control-policy'; readonly type: ControlPolicyType }
  /** A policy on a resource or an endpoint; `pointer` and `message` say what shows it. */
  | { readonly kind: 'other-policy'; readonly pointer: string; readonly message: string }
  /** No policy document at all. */
  | { readonly kind: 'no-policy' };

/**
 * Guesses what a document is by the principals that it names: resource control policies deny something to `*`, service
 * control policies name nobody, and only resource-based policies name anyone else or allow something to somebody.
 */
export function guessType(document: unknown): GuessedType {
  if (!isObject(document) || !looksLikePolicy(document)) return { kind: 'no-policy' };
  const given = document['Statement'];
  const statements: readonly unknown[] = Array.isArray(given) ? given : [given];
  const named = statements.flatMap((statement, index) =>
    isObject(statement) && (statement['Principal'] !== undefined || statement['NotPrincipal'] !== undefined)
      ? [{ statement, pointer: Array.isArray(given) ? `/Statement/${index}` : '/Statement' }]
      : [],
  );
  const [other] = named.flatMap(({ statement, pointer }) => findOtherPolicy(statement, pointer));
  if (other !== undefined) return { kind: 'other-policy', ...other };
  return { kind: 'control-policy', type: named.length > 0 ? 'RESOURCE_CONTROL_POLICY' : 'SERVICE_CONTROL_POLICY' };
}

const VERSIONS: readonly unknown[] = ['2012-10-17', '2008-10-17'];

/** A misspelt element is a mistake in a policy. A file of another kind has none that is similar. */
function looksLikePolicy(document: JsonObject): boolean {
  return (
    VERSIONS.includes(document['Version']) ||
    Object.keys(document).some((name) => distance(name.toLowerCase(), 'statement') <= 1)
  );
}

function findOtherPolicy(
  statement: JsonObject,
  pointer: string,
): readonly { readonly pointer: string; readonly message: string }[] {
  const { Principal: principal, NotPrincipal: notPrincipal } = statement;
  if (notPrincipal !== undefined)
    return [{ pointer: `${pointer}/NotPrincipal`, message: 'the statement has `NotPrincipal`' }];
  if (principal !== '*') return [{ pointer: `${pointer}/Principal`, message: `the principal is ${shown(principal)}` }];
  if (statement['Effect'] !== 'Allow' || isRcpFullAccess(statement)) return [];
  return [{ pointer: `${pointer}/Effect`, message: 'the statement allows something to a principal' }];
}

function shown(principal: unknown): string {
  if (!isObject(principal)) return quote(principal);
  const text = JSON.stringify(principal);
  return text.length <= 80 ? `\`${text}\`` : quote(principal);
}
