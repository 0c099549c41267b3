import type { Verification } from '../verify/verify';
import type { Outcome, Scene } from './scenario';

/** Deploys the version, and compares what stands there then with the version and with what stood there before. */
export async function deployAndVerify({ site, before, version }: Scene): Promise<Outcome> {
  await site.deploy(version);
  const found = await site.verify(version);
  return { deployed: { version, found }, faults: [...found.faults, ...findLostIds(before.found, found)] };
}

/** Whatever is there before and after must be the same thing: made anew, it has lost what hung on it. */
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
    return now === undefined || now === id ? [] : [`${kind} \`${name}\` was ${String(id)} and is ${String(now)} now`];
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
