import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counted } from '../../lib/report/words';
import type { ConfigurationVersion } from '../configuration/versions';
import type { Site } from '../site';
import { planVersion, requireEnd } from './plan-version';
import type { DeployedVersion } from './scenario';
import { findLostLines, findUnwrittenIds } from './written-ids';

/** The address of an account that the pattern of the configuration proposes. */
export function addressOf(name: string): string {
  return `aws+${name}@example.com`;
}

/** Accounts that were asked for and planned, and how long that took, in milliseconds. */
export interface RequestedAccounts {
  readonly names: readonly string[];
  readonly version: ConfigurationVersion;
  readonly took: number;
}

/**
 * Asks for accounts in Sandbox, as people do, and plans them.
 *
 * @param folder of the configuration, which the commands edit
 * @param suspended the key of an account to suspend with the same plan
 */
export async function requestAccounts(
  site: Site,
  folder: string,
  names: readonly string[],
  suspended?: string,
): Promise<RequestedAccounts> {
  const where = ['--organization', folder];
  const what = ['--unit', 'Sandbox', '--owner', 'rehearsal@example.com', '--budget', '1'];
  const start = performance.now();
  for (const name of names) {
    const asked = await site.rampart('vend', name, '--email', addressOf(name), ...what, ...where);
    requireEnd(0, asked, 'rampart vend');
  }
  if (suspended !== undefined)
    requireEnd(0, await site.rampart('vend', '--suspend', suspended, ...where), 'rampart vend --suspend');
  const version = await planVersion(site, folder);
  return { names, version, took: performance.now() - start };
}

/** Deploys what was planned, until each account has its baseline. Returns a sentence on how long it took altogether. */
export async function deployAccounts(site: Site, { names, version, took }: RequestedAccounts): Promise<string> {
  const start = performance.now();
  await site.deploy(version);
  const waited = await site.rampart('wait', '--organization', version.folder, '--timeout', '2', '--interval', '1');
  requireEnd(0, waited, 'rampart wait');
  const total = took + performance.now() - start;
  return (
    `from \`rampart vend\` to ${counted(names.length, 'account')} with ${names.length === 1 ? 'its' : 'their'} baseline: ` +
    `${seconds(total)} by an emulator, ${seconds(took)} of it for the file and the plan`
  );
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}

/** Writes the ids of the stacks into the files, which keep every line that they had. */
export async function writeIds(site: Site, { found }: DeployedVersion, folder: string): Promise<readonly string[]> {
  const files = ['landing-zone.yaml', ...found.organization.accounts.map(({ key }) => join('accounts', `${key}.yaml`))];
  const read = (): readonly string[] => files.map((file) => readFileSync(join(folder, file), 'utf8'));
  const before = read();
  requireEnd(0, await site.rampart('ids', '--write', '--organization', folder), 'rampart ids --write');
  const lost = read().flatMap((after, index) =>
    findLostLines(before[index] ?? '', after).map((line) => `\`rampart ids\` lost from ${files[index] ?? ''}: ${line}`),
  );
  return [...lost, ...findUnwrittenIds(folder, found.organization)];
}
