import type { Verification } from '../verify/verify';
import type { ScenarioOutcome, ScenarioInput } from './scenario';

/** Deploys the version, and compares the result with the version and with what was deployed before. */
export async function deployAndVerify({ site, before, version }: ScenarioInput): Promise<ScenarioOutcome> {
  await site.deploy(version);
  const found = await site.verify(version);
  return { deployed: { version, found }, faults: [...found.faults, ...findLostIds(before.found, found)] };
}

/** Units, accounts and policies must keep their ids. One that was replaced has lost everything that referred to it. */
export function findLostIds(before: Verification, after: Verification): readonly string[] {
  return [
    ...compare('unit', idsOfUnits(before), idsOfUnits(after)),
    ...compare('account', idsOfAccounts(before), idsOfAccounts(after)),
    ...compare('policy', idsOfPolicies(before), idsOfPolicies(after)),
  ];
}

type Ids = ReadonlyMap<string, string | null>;

function compare(kind: string, before: Ids, after: Ids): readonly string[] {
  return [...before].flatMap(([name, id]) => {
    const now = after.get(name);
    return now === undefined || now === id
      ? []
      : [`${kind} \`${name}\` was replaced: its id was ${String(id)} and is ${String(now)}`];
  });
}

function idsOfUnits({ organization }: Verification): Ids {
  return new Map(organization.units.map(({ id, awsId }) => [id, awsId]));
}

function idsOfAccounts({ organization }: Verification): Ids {
  return new Map(organization.accounts.map(({ key, accountId }) => [key, accountId]));
}

function idsOfPolicies({ live }: Verification): Ids {
  return new Map(live.policies.map(({ type, name, id }) => [`${type} ${name}`, id]));
}
