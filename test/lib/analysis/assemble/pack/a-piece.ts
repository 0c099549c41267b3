import { pieceId, type Piece } from '../../../../../lib/analysis/assemble/pack/piece';
import { documentSize } from '../../../../../lib/iam/size';
import type { Statement } from '../../../../../lib/iam/statement';
import { pascalCase } from '../../../../../policies/core/statements';
import { aPlacement } from '../../builders';

/** A statement of a guardrail on the root; `part` distinguishes it from the guardrail's others. */
export function aPiece(guardrail: string, statement: Partial<Statement>, part = ''): Piece {
  const whole: Statement = { Sid: `${pascalCase(guardrail)}${part}`, Effect: 'Deny', Resource: '*', ...statement };
  const id = pieceId(guardrail, whole);
  return { id, placement: aPlacement(guardrail, 'root'), statement: whole, characters: documentSize(whole) };
}
