import { attachPolicy, detachPolicy, moveAccount, replaceContent } from '../../aws/change-organization';
import type { LiveOrganization, LivePolicy, LiveUnit } from '../../aws/read-organization';
import type { Site } from '../site';
import type { Scenario } from './scenario';

/** Something done behind the stacks' back, and taken back. */
interface Sabotage {
  readonly what: string;
  readonly commit: () => Promise<void>;
  readonly undo: () => Promise<void>;
  /** What must be found, and nothing else. */
  readonly fault: string;
}

/** Shows that the rehearsal finds what it looks for. */
export const sabotage: Scenario = {
  title: 'whatever is changed behind the back of the stacks is found, by name',
  restarts: false,
  async run({ site, before }) {
    const faults: string[] = [];
    for (const { what, commit, undo, fault } of listSabotages(site, before.found.live)) {
      await commit();
      const found = (await site.verify(before.version)).faults;
      await undo();
      if (found.length !== 1 || found[0] !== fault)
        faults.push(`${what}: found was ${found.length === 0 ? 'nothing' : found.join('; ')}, not: ${fault}`);
    }
    const { faults: left } = await site.verify(before.version);
    return { deployed: before, faults: [...faults, ...left] };
  },
};

function listSabotages({ clients }: Site, live: LiveOrganization): readonly Sabotage[] {
  const { organizations } = clients;
  const policy = live.policies.find((candidate) => unitOf(candidate, live) && sidsOf(candidate).length > 1);
  const unit = policy === undefined ? undefined : unitOf(policy, live);
  const account = live.accounts.find(({ id, parentId }) => id !== live.managementAccountId && parentId !== unit?.id);
  const parent = live.units.find(({ id }) => id === account?.parentId);
  if (policy === undefined || unit === undefined || account === undefined || parent === undefined)
    throw new Error('nothing here can be sabotaged');
  return [
    {
      what: 'a statement removed',
      commit: () => replaceContent(organizations, policy.id, withoutFirstStatement(policy)),
      undo: () => replaceContent(organizations, policy.id, policy.content),
      fault: `policy ${policy.name}: statement ${sidsOf(policy)[0] ?? ''} is missing`,
    },
    {
      what: 'a policy detached',
      commit: () => detachPolicy(organizations, policy.id, unit.id),
      undo: () => attachPolicy(organizations, policy.id, unit.id),
      fault: `policy ${policy.name} is not attached to unit \`${unit.name}\``,
    },
    {
      what: 'an account moved',
      commit: () => moveAccount(organizations, account.id, parent.id, unit.id),
      undo: () => moveAccount(organizations, account.id, unit.id, parent.id),
      fault: `account \`${account.name}\` is in \`${unit.name}\`, not in \`${pathOf(parent, live)}\``,
    },
  ];
}

function unitOf({ awsManaged, targetIds }: LivePolicy, { units }: LiveOrganization) {
  return awsManaged ? undefined : units.find(({ id }) => targetIds.includes(id));
}

/** The names from the top unit down. */
function pathOf({ name, parentId }: LiveUnit, live: LiveOrganization): string {
  const above = live.units.find(({ id }) => id === parentId);
  return above === undefined ? name : `${pathOf(above, live)}/${name}`;
}

function statementsOf({ content }: LivePolicy): readonly { readonly Sid?: string }[] {
  const { Statement = [] } = content as { readonly Statement?: readonly { readonly Sid?: string }[] };
  return Statement;
}

function sidsOf(policy: LivePolicy): readonly (string | undefined)[] {
  return statementsOf(policy).map(({ Sid }) => Sid);
}

function withoutFirstStatement(policy: LivePolicy): unknown {
  return { ...(policy.content as object), Statement: statementsOf(policy).slice(1) };
}
