import type { GuardrailsPeople } from '../../model/guardrails-file';
import { NO_SUBJECT, type AccessEdit } from './access-edit';

type Revocation = GuardrailsPeople['revocations'][number];

/** A person or role that was cut off, or no longer is. Several revocations of one may overlap: each is its own. */
export function findRevocationEdits(before: GuardrailsPeople, after: GuardrailsPeople): readonly AccessEdit[] {
  const [old, now] = [bySubject(before), bySubject(after)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((subject): readonly AccessEdit[] => {
    const [was, is] = [old.get(subject), now.get(subject)];
    const told = tell(was, is);
    return told === null ? [] : [{ ...NO_SUBJECT, accounts: [], ...told }];
  });
}

/** By what it stops. Of several of one, the one that stops it for longest. */
function bySubject({ revocations }: GuardrailsPeople): ReadonlyMap<string, Revocation> {
  const found = new Map<string, Revocation>();
  for (const one of revocations) {
    const id = JSON.stringify(one.kind === 'person' ? ['person', one.person] : ['role', one.role, one.issuedBefore]);
    const other = found.get(id);
    if (other === undefined || Date.parse(one.until) > Date.parse(other.until)) found.set(id, one);
  }
  return found;
}

function tell(
  was: Revocation | undefined,
  is: Revocation | undefined,
): Pick<AccessEdit, 'kind' | 'isOpening' | 'summary'> | null {
  if (is === undefined)
    return was === undefined
      ? null
      : {
          ...{ kind: 'reactivated', isOpening: true },
          summary: `Lifts a revocation: ${whose(was)} may do what they did, from now instead of from ${was.until}.`,
        };
  const why = `(owner \`${is.owner}\`, reason \`${is.reason}\`)`;
  if (was === undefined)
    return {
      ...{ kind: 'revoked', isOpening: false },
      summary: `Revokes: ${whose(is)} can do nothing until ${is.until} ${why}.`,
    };
  if (was.until !== is.until) {
    const isLonger = Date.parse(is.until) > Date.parse(was.until);
    return {
      ...{ kind: isLonger ? 'revoked' : 'reactivated', isOpening: !isLonger },
      summary: `${isLonger ? 'Revokes for longer' : 'Lifts a revocation earlier'}: ${whose(is)} can do nothing until ${is.until} (previously until ${was.until}).`,
    };
  }
  if (was.owner === is.owner && was.reason === is.reason) return null;
  return { kind: 'changed', isOpening: false, summary: `Changes: ${whose(is)} are revoked as before ${why}.` };
}

function whose(revocation: Revocation): string {
  return revocation.kind === 'person'
    ? `the sessions of the person \`${revocation.person}\``
    : `the sessions of the role \`${revocation.role}\` from before ${revocation.issuedBefore}`;
}
