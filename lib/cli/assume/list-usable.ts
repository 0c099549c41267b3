import type { Organization } from '../../model/organization';
import { UserMistake } from '../input/user-mistake';
import type { Io } from '../io';
import { printJson, printReport } from '../print-report';
import { parsePrincipal } from './principal';
import type { AssumeOptions } from './settings';
import { choose } from './usable';
import type { UsableOutput } from './usable-output';
import { usableReport } from './usable-report';

/**
 * Writes what somebody may act as.
 *
 * @throws UserMistake if it is not known who asks
 */
export async function listUsable(options: AssumeOptions, organization: Organization, io: Io): Promise<void> {
  const given = options.as ?? (await askWhoAsks(options, organization, io));
  const principal = parsePrincipal(given, organization);
  if ('message' in principal) throw new UserMistake(principal);
  const output: UsableOutput = { formatVersion: 1, problems: [], principal: given, ...choose(principal, organization) };
  if (options.json === true) printJson(output, io);
  else printReport(usableReport(output), io);
}

async function askWhoAsks(options: AssumeOptions, { homeRegion }: Organization, io: Io): Promise<string> {
  // Loaded only now: with --as, the SDK is not needed.
  const { askCaller } = await import('./ask-caller');
  io.progress('asking AWS who is signed in');
  const { arn } = await askCaller({ region: options.region ?? homeRegion, profile: options.profile }, io);
  io.progress(null);
  return arn;
}
