import { below } from '../../iam/grammar/complaints';
import { canonical } from '../../iam/regions/chain';
import { remember } from '../../iam/remember';
import { effectiveSettings } from '../../iam/settings/effective-settings';
import { listEffective } from '../../iam/settings/list-settings';
import { isPart, LIMIT, type Settings, type SettingValue } from '../../iam/settings/settings';
import { groupBy } from '../../model/group-by';
import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { mapStrings } from '../../model/placeholder';
import { isAccount } from '../decide-example-ids';
import { guardrailsAt, type GuardrailPlaces } from '../guardrail-parts';
import { sharedResolver } from '../order/account-policies';
import { SETTINGS_KINDS } from '../policy-room';
import { describeSetting } from './describe-setting';
import type { Difference } from './difference-file';
import { matchTargets } from './match-targets';

type Entry = Difference['effective'][number];
type Type = Entry['type'];

/**
 * The settings that are others for accounts which are there before and after; closed accounts are under no policy. The
 * order of a list means nothing.
 */
export function findEffectiveChanges(before: GuardrailsFile, after: GuardrailsFile): Difference['effective'] {
  const resolve = sharedResolver(before, after);
  const [old, now] = [chainReader(before, resolve), chainReader(after, resolve)];
  // Accounts of one unit hang below the same chain, which is compared once.
  const comparedWith = remember((was: Chain) => remember((is: Chain) => compare(was, is), Infinity), Infinity);
  const found = matchTargets(before, after)
    .both.filter((pair) => isAccount(pair.after) && pair.before.state !== 'closed' && pair.after.state !== 'closed')
    .flatMap((pair) =>
      comparedWith(old(pair.before))(now(pair.after)).map((change) => ({ account: pair.after.id, change })),
    );
  return [...groupBy(found, ({ change }) => change.key).values()].flatMap((alike) => {
    const accounts = alike.map(({ account }) => account);
    const guardrails = [...new Set(alike.flatMap(({ change }) => change.guardrails))].sort();
    return alike.slice(0, 1).map(({ change: { type, path, before: was, after: is } }): Entry => {
      const summary = describeSetting({ accounts, type, path, before: was, after: is });
      return { accounts, type, path, before: was, after: is, guardrails, summary };
    });
  });
}

interface Policy {
  readonly type: Type;
  readonly content: Settings;
  readonly guardrails: GuardrailPlaces;
}

/** The policies of settings from the root down; levels without any are left out. */
type Chain = readonly (readonly Policy[])[];

/** What hangs above a target: the same chain for all targets that nothing sets apart. */
function chainReader(file: GuardrailsFile, resolve: (text: string) => string): (target: GuardrailsTarget) => Chain {
  const { targets, settings = [], placements } = file;
  const byId = new Map(targets.map((target) => [target.id, target]));
  const attached = new Map<string, Policy[]>();
  for (const { type, content: written, guardrails = {}, targets: places } of settings) {
    // A foreign file knows nothing of our placeholders, so that braces in it are its own.
    const content = (placements === undefined ? written : mapStrings(written, resolve)) as Settings;
    const policy = { type, content, guardrails };
    for (const place of places) attached.set(place, [...(attached.get(place) ?? []), policy]);
  }
  const chain = remember((id: string): Chain => {
    const parent = byId.get(id)?.parent;
    const above = parent === undefined ? NOTHING : chain(parent);
    const own = attached.get(id);
    return own === undefined ? above : [...above, own];
  }, Infinity);
  return ({ id }) => chain(id);
}

const NOTHING: Chain = [];

interface Change extends Pick<Entry, 'type' | 'path' | 'guardrails'> {
  readonly before: SettingValue | null;
  readonly after: SettingValue | null;
  /** Equal for what changes alike. */
  readonly key: string;
}

function compare(before: Chain, after: Chain): readonly Change[] {
  if (before === after) return [];
  return SETTINGS_KINDS.flatMap(({ type }) => {
    const [old, now] = [valuesIn(before, type), valuesIn(after, type)];
    return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name): readonly Change[] => {
      const [was, is] = [old.get(name) ?? null, now.get(name) ?? null];
      if (canonical(was) === canonical(is)) return [];
      const path = JSON.parse(name) as readonly string[];
      const guardrails = [before, after].flatMap((chain) => guardrailsBehind(chain, type, path));
      return [{ type, path, before: was, after: is, guardrails, key: JSON.stringify([type, path, was, is]) }];
    });
  });
}

/** By path, written as JSON: names may hold any sign. */
function valuesIn(chain: Chain, type: Type): ReadonlyMap<string, SettingValue> {
  const levels = chain.map((policies) =>
    policies.filter((policy) => policy.type === type).map(({ content }) => content),
  );
  return new Map(listEffective(effectiveSettings(levels)).map(({ path, value }) => [JSON.stringify(path), value]));
}

function guardrailsBehind(chain: Chain, type: Type, path: readonly string[]): readonly string[] {
  return chain
    .flat()
    .filter((policy) => policy.type === type && hasSayIn(policy.content, path))
    .flatMap(({ guardrails }) => guardrailsAt(path.reduce<string>(below, ''), guardrails));
}

/** Whether a policy does something to a setting, or limits what the policies below it may do. */
function hasSayIn(content: Settings, path: readonly string[]): boolean {
  let here: Settings | SettingValue | undefined = content;
  for (const name of path) {
    if (!isPart(here)) return false;
    if (Object.hasOwn(here, LIMIT)) return true;
    here = Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return here !== undefined;
}
