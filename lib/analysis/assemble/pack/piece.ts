import type { Statement } from '../../../iam/statement';
import type { Placement } from '../../../model/organization';
import { pascalCase } from '../../../../policies/core/statements';

/** A statement of a guardrail that goes into a document. */
export interface Piece {
  /** Identifies it at its target: the guardrail, and the rest of its `Sid`. */
  readonly id: string;
  readonly placement: Placement;
  readonly statement: Statement;
  /** The length of its compact JSON, each placeholder at its greatest length. */
  readonly characters: number;
}

/** `deny-access-keys/Creation`, or `deny-root-user` if the guardrail's only statement has no name. */
export function pieceId(guardrail: string, { Sid = '' }: Statement): string {
  const own = Sid.slice(pascalCase(guardrail).length);
  return own === '' ? guardrail : `${guardrail}/${own}`;
}
