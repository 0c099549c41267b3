import { SdkClients } from '../../aws/clients';
import { readCaller, type CallerIdentity } from '../../aws/read-caller';
import { readSharedConfig } from '../../aws/shared-config';
import { UserMistake } from '../input/user-mistake';
import type { Io } from '../io';
import { explainCallError } from './explain-call-error';
import { explainSourceError } from './explain-source-error';
import { ANSWER_LIMITS } from './answer-limits';
import { isThrownBySdk, sourceOf } from './sdk-error';

/**
 * Asks AWS who is signed in.
 *
 * @throws UserMistake if nobody is, or AWS cannot be asked
 */
export async function askCaller(
  { region, profile }: { readonly region: string; readonly profile: string | undefined },
  io: Io,
): Promise<CallerIdentity> {
  const clients = new SdkClients({ ...ANSWER_LIMITS, region, ...(profile !== undefined && { profile }) });
  try {
    return await readCaller(clients.sts);
  } catch (error) {
    if (!isThrownBySdk(error)) throw error;
    const source = sourceOf(profile, io.node.environment);
    const mistake =
      explainSourceError(error, source, await readSharedConfig()) ??
      explainCallError(error, { source, region, now: io.now() });
    if (mistake === undefined) throw error;
    const { fix, ...rest } = mistake;
    throw new UserMistake({ ...rest, fix: [fix, 'or say who with --as GROUP'].filter(Boolean).join('; ') });
  } finally {
    clients.destroy();
  }
}
