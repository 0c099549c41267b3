import type { ControlPolicyType } from '../iam/grammar/parse-policy';
import { documentSize } from '../iam/size';
import type { Statement } from '../iam/statement';
import type { Exemption, Organization } from '../model/organization';
import { mapStrings, stretchPlaceholders } from '../model/placeholder';
import { compileConfigured, type ConfiguredGuardrail } from './configured-guardrail';
import { fillDocuments, type Filling, type Piece } from './fill-documents';
import { roomFor, type PolicyKind } from './policy-room';
import type { TargetKey } from './target-tree';

/** The guardrails that become policies of one type at one target, in the order of the file. */
export interface TargetPolicies {
  readonly target: TargetKey;
  readonly kind: PolicyKind<ControlPolicyType>;
  readonly guardrails: readonly ConfiguredGuardrail[];
}

/** Fills the documents of one type at one target, as if only these exemptions were configured. */
export function fillTarget(
  { kind, guardrails }: TargetPolicies,
  organization: Organization,
  exemptions: readonly Exemption[] = organization.exemptions,
): Filling {
  const taken = new Set<string>();
  const pieces = guardrails.flatMap((configured) =>
    compileConfigured(configured, organization, exemptions).map((compiled): Piece => {
      const statement = withUniqueSid(compiled, taken);
      const stretched = mapStrings(statement, (text) => stretchPlaceholders(text, organization));
      return { placement: configured.placement, statement, characters: documentSize(stretched) };
    }),
  );
  return fillDocuments(pieces, roomFor(kind, organization.quotas));
}

/** Whether every piece found a place. */
export function isComplete({ tooLong, left }: Filling): boolean {
  return tooLong.length === 0 && left.length === 0;
}

/** Two guardrails' ids and `Sid`s may join to the same text. Within a target, a later one is numbered. */
function withUniqueSid(statement: Statement, taken: Set<string>): Statement {
  const { Sid } = statement;
  if (Sid === undefined) return statement;
  let unique = Sid;
  for (let number = 2; taken.has(unique); number += 1) unique = `${Sid}Number${number}`;
  taken.add(unique);
  return { ...statement, Sid: unique };
}
