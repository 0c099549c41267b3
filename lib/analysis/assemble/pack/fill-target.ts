import type { ControlPolicyType } from '../../../iam/control-policy-type';
import { documentSize } from '../../../iam/size';
import type { Statement } from '../../../iam/statement';
import type { Organization } from '../../../model/organization';
import { mapStrings, stretchPlaceholders } from '../../../model/placeholder';
import type { CompiledGuardrail } from '../compiled-guardrail';
import { quotaFor, type PolicyKind } from '../policy-quota';
import type { TargetKey } from '../targets';
import { compressor } from './compress';
import { fillDocuments, type Filling } from './fill-documents';
import type { Measure } from './packed-statement';
import { pieceId, type Piece } from './piece';
import { recordedFor, type Recorded } from './recorded';

/** The guardrails that become policies of one type at one target. */
export interface TargetPolicies {
  readonly target: TargetKey;
  readonly kind: PolicyKind<ControlPolicyType>;
  readonly guardrails: readonly CompiledGuardrail[];
}

/** Fills the documents of one type at one target. */
export function fillTarget(
  policies: TargetPolicies,
  organization: Organization,
  recorded: Recorded = recordedFor(organization.packing, policies.target, policies.kind),
): Filling {
  const measure = measureIn(organization);
  const quota = quotaFor(policies.kind, organization.quotas);
  return fillDocuments(piecesOf(policies, measure), quota, compressor(measure), recorded);
}

/** Counts characters as AWS does, with each placeholder at its greatest length. */
export function measureIn(organization: Organization): Measure {
  return (statement) => documentSize(mapStrings(statement, (text) => stretchPlaceholders(text, organization)));
}

function piecesOf({ guardrails }: TargetPolicies, measure: Measure): readonly Piece[] {
  const taken = new Set<string>();
  // The order of the configuration must not decide which statement keeps its name.
  const sorted = guardrails.toSorted(({ guardrail: a }, { guardrail: b }) => (a.id < b.id ? -1 : 1));
  return sorted.flatMap(({ placement, content }) =>
    content.map((written): Piece => {
      const statement = withUniqueSid(written, taken);
      return { id: pieceId(placement.guardrail, written), placement, statement, characters: measure(statement) };
    }),
  );
}

/** The ids and `Sid`s of two guardrails may join to the same text. Within a target, the later one gets a number. */
function withUniqueSid(statement: Statement, taken: Set<string>): Statement {
  const { Sid } = statement;
  if (Sid === undefined) return statement;
  let unique = Sid;
  for (let number = 2; taken.has(unique); number += 1) unique = `${Sid}Number${number}`;
  taken.add(unique);
  return { ...statement, Sid: unique };
}
