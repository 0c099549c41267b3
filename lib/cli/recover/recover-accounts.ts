import type { Organization } from '../../model/organization';
import type { Result } from '../command';
import type { Io } from '../io';
import { printJson, printReport } from '../print-report';
import { decide } from './decide';
import { readFacts } from './read-facts';
import { recoverReport } from './recover-report';
import { toOutput } from './to-output';
import { writeMappings } from './write-mappings';

/** Asks AWS, and says what comes next; with `write`, writes the mappings that can be imported now. */
export async function recoverAccounts(
  organization: Organization,
  { json, write }: { readonly json?: boolean; readonly write?: boolean },
  io: Io,
): Promise<Result> {
  const recovery = decide(organization, await readFacts(organization, io));
  const written = write === true ? writeMappings(recovery.stacks) : [];
  const output = toOutput(recovery, written);
  if (json === true) printJson(output, io);
  else printReport(recoverReport(output), io);
  return { exitCode: output.isFine ? 0 : 1 };
}
