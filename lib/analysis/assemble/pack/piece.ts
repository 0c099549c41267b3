import type { Statement } from '../../../iam/statement';
import type { Placement } from '../../../model/organization';
import { pascalCase } from '../../../../policies/core/statements';

/** A statement of a guardrail on its way into a document. */
export interface Piece {
  /** Names it at its target for as long as it is written: the guardrail, and the rest of its `Sid`. */
  readonly id: string;
  readonly placement: Placement;
  readonly statement: Statement;
  /** Of its compact JSON, each placeholder at its greatest length. */
  readonly characters: number;
}

/** `deny-access-keys/Creation`, or `deny-root-user` where the guardrail gives its only statement no name. */
export function pieceId(guardrail: string, { Sid = '' }: Statement): string {
  const own = Sid.slice(pascalCase(guardrail).length);
  return own === '' ? guardrail : `${guardrail}/${own}`;
}
