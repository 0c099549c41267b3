import type { ProofTotal } from '../../analysis/prove/proof';
import { counted } from '../count';
import { grouped } from '../../model/grouped';
import type { Paint } from '../paint';

/** `Proved: 10 guardrails, 1,200 denied, 900 possible, 30 effects, 0 failures`. */
export function describeTotal({ guardrails, denied, possible, effects, failures }: ProofTotal, paint: Paint): string {
  const result = paint(failures > 0 ? 'red' : 'green', counted(failures, 'failure'));
  const probes = `${grouped(denied)} denied, ${grouped(possible)} possible, ${counted(effects, 'effect')}`;
  return `Proved: ${counted(guardrails, 'guardrail')}, ${probes}, ${result}`;
}
