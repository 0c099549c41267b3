import type { LiveOrganization, LivePolicy, LiveUnit } from '../../lib/aws/read-organization';
import { send } from '../aws/send';
import type { Site } from '../site';
import type { RehearsalScenario } from './scenario';

/** A change outside the stacks that is made and undone. */
interface Sabotage {
  readonly what: string;
  readonly commit: () => Promise<unknown>;
  readonly undo: () => Promise<unknown>;
  /** The only fault that the verification must find. */
  readonly fault: string;
}

/** Shows that the verification finds what it looks for. */
export const sabotage: RehearsalScenario = {
  name: 'sabotage',
  title: 'a change outside the stacks is found, by name',
  restarts: false,
  async run({ site, before }) {
    const faults: string[] = [];
    for (const { what, commit, undo, fault } of listSabotages(site, before.found.live)) {
      await commit();
      const found = (await site.verify(before.version)).faults;
      await undo();
      if (found.length !== 1 || found[0] !== fault)
        faults.push(`${what}: expected ${fault}; found ${found.length === 0 ? 'nothing' : found.join('; ')}`);
    }
    const { faults: left } = await site.verify(before.version);
    return { deployed: before, faults: [...faults, ...left] };
  },
};

function listSabotages({ clients }: Site, live: LiveOrganization): readonly Sabotage[] {
  const policy = live.policies.find((candidate) => unitOf(candidate, live) && sidsOf(candidate).length > 1);
  const unit = policy === undefined ? undefined : unitOf(policy, live);
  const account = live.accounts.find(({ id, parentId }) => id !== live.managementAccountId && parentId !== unit?.id);
  const parent = live.units.find(({ id }) => id === account?.parentId);
  if (policy === undefined || unit === undefined || account === undefined || parent === undefined)
    throw new Error('the organization has no policy and account to change');
  const replaceContent = (content: unknown) =>
    send(clients, 'organizations:UpdatePolicy', { PolicyId: policy.id, Content: JSON.stringify(content) });
  const attachment = { PolicyId: policy.id, TargetId: unit.id };
  const move = (from: LiveUnit, to: LiveUnit) =>
    send(clients, 'organizations:MoveAccount', {
      AccountId: account.id,
      SourceParentId: from.id,
      DestinationParentId: to.id,
    });
  return [
    {
      what: 'a statement removed',
      commit: () => replaceContent(withoutFirstStatement(policy)),
      undo: () => replaceContent(policy.content),
      fault: `policy \`${policy.name}\` on unit \`${pathOf(unit, live)}\` is not what the files say: statement ${sidsOf(policy)[0] ?? ''} is missing`,
    },
    {
      what: 'a policy detached',
      commit: () => send(clients, 'organizations:DetachPolicy', attachment),
      undo: () => send(clients, 'organizations:AttachPolicy', attachment),
      fault: `policy \`${policy.name}\` is not attached to unit \`${pathOf(unit, live)}\``,
    },
    {
      what: 'an account moved',
      commit: () => move(parent, unit),
      undo: () => move(unit, parent),
      fault: `account \`${account.name}\` (${account.id}) is in unit \`${pathOf(unit, live)}\`, and in \`${pathOf(parent, live)}\` by its file`,
    },
  ];
}

function unitOf({ awsManaged, targetIds }: LivePolicy, { units }: LiveOrganization) {
  return awsManaged ? undefined : units.find(({ id }) => targetIds.includes(id));
}

/** The unit's names, from the top unit down. */
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
