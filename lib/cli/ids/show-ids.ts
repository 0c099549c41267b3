import { readCallerAccount } from '../../aws/read-caller';
import { readExports } from '../../aws/read-stacks';
import type { Organization } from '../../model/organization';
import type { Result } from '../command';
import { askAws } from '../input/ask-aws';
import { requireManagementAccount } from '../input/require-management-account';
import type { Io } from '../io';
import { printJson, printReport } from '../print-report';
import { collectIds } from './collect-ids';
import type { IdsOutput } from './ids-output';
import { idsReport } from './ids-report';
import { writeIds } from './write-ids';

interface Options {
  readonly organization: string;
  readonly json?: boolean;
  readonly write?: boolean;
}

/** Asks CloudFormation with the credentials that the SDK finds, and compares its answer with the files. */
export async function showIds(organization: Organization, options: Options, io: Io): Promise<Result> {
  const collected = collectIds(organization, await ask(organization, io));
  const written = options.write === true ? writeIds(collected, options.organization) : [];
  const ids = collected.map(({ kind, key, state, configured, live, file }) => ({
    ...{ kind, key, state, configured, live, file },
  }));
  const output: IdsOutput = { formatVersion: 1, problems: [], ids, written };
  if (options.json === true) printJson(output, io);
  else printReport(idsReport(output), io);
  return { exitCode: ids.some(({ state }) => state === 'different') ? 1 : 0 };
}

async function ask(organization: Organization, io: Pick<Io, 'progress'>): Promise<Readonly<Record<string, string>>> {
  io.progress('asking CloudFormation for the ids');
  try {
    return await askAws(organization, ['cloudformation:ListExports'], async ({ sts, cloudformation }) => {
      requireManagementAccount(await readCallerAccount(sts), organization, 'the stacks');
      return readExports(cloudformation);
    });
  } finally {
    io.progress(null);
  }
}
