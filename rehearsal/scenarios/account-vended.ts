import { findLostIds } from './deploy-and-verify';
import { copyConfiguration } from './plan-version';
import type { RehearsalScenario } from './scenario';
import { deployAccounts, requestAccounts, writeIds } from './vend';

/** The account that the scenario makes. */
export const VENDED = 'rehearsal-vended';

export const accountVended: RehearsalScenario = {
  name: 'account-vended',
  title: '`rampart vend` leads to an account in its unit, with its policies, its baseline, and its ids in the files',
  restarts: false,
  async run(input) {
    const { site, before } = input;
    const folder = copyConfiguration(input, 'vended');
    const requested = await requestAccounts(site, folder, [VENDED]);
    const measured = await deployAccounts(site, requested);
    const { version } = requested;
    const found = await site.verify(version);
    const deployed = { version, found };
    // Whatever comes next is planned and deployed with these ids.
    const unwritten = await writeIds(site, deployed, folder);
    return {
      deployed,
      faults: [...found.faults, ...findLostIds(before.found, found), ...unwritten],
      measured: [measured],
    };
  },
};
