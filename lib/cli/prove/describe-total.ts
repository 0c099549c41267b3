import type { ProofTotal } from '../../analysis/prove/proof';
import { counted } from '../count';
import { formatNumber } from '../../report/words';
import type { Paint } from '../paint';

/** `Proved: 10 guardrails, 1,200 denied, 900 possible, 30 effects, 0 failures`. */
export function describeTotal({ guardrails, denied, possible, effects, failures }: ProofTotal, paint: Paint): string {
  const result = paint(failures > 0 ? 'red' : 'green', counted(failures, 'failure'));
  const probes = `${formatNumber(denied)} denied, ${formatNumber(possible)} possible, ${counted(effects, 'effect')}`;
  return `Proved: ${counted(guardrails, 'guardrail')}, ${probes}, ${result}`;
}
