import { catalogue } from '../../../policies/catalogue';
import { prepareProof, type ProofInput } from '../../analysis/prove/prepare-proof';
import type { Configuration } from '../../model/configuration';
import { ok, type Outcome, type Problem } from '../../model/problem';
import { readOrganization, type CheckedOrganization } from './read-organization';

/** A checked organization that can be proved. */
export interface ProvableOrganization extends CheckedOrganization, ProofInput {}

/** Like `readOrganization`, and checks all that a proof relies on as well. */
export function readProvableOrganization(
  folder: string,
  compare?: (configuration: Configuration) => readonly Problem[],
): Outcome<ProvableOrganization> {
  const read = readOrganization(folder, compare);
  if (read.kind === 'problems') return read;
  const input = prepareProof(read.value.organization, catalogue);
  return input.kind === 'ok' ? ok({ ...read.value, ...input.value }) : input;
}
