import { remember } from '../iam/remember';
import { effectiveSettings } from '../iam/settings/effective-settings';
import { listEffective } from '../iam/settings/list-settings';
import type { Settings, SettingValue } from '../iam/settings/settings';
import type { SettingsPolicyType } from '../iam/settings/settings-policy-type';
import type { GuardrailsFile } from '../model/guardrails-file';
import { mapStrings } from '../model/placeholder';
import type { GuardrailPlaces } from './guardrail-parts';

export interface SettingsPolicy {
  readonly type: SettingsPolicyType;
  readonly content: Settings;
  readonly guardrails: GuardrailPlaces;
}

/** The policies of settings that hang above a target and on it, from the root down; levels without any are left out. */
export type SettingsChain = readonly (readonly SettingsPolicy[])[];

/** By the id of the target. Where nothing sets two targets apart, their chain is the same object. */
export type ReadSettings = (target: string) => SettingsChain;

/** @param resolve puts ids in the place of placeholders */
export function settingsReader(
  { targets, settings = [] }: GuardrailsFile,
  resolve: (text: string) => string,
): ReadSettings {
  const parents = new Map(targets.map(({ id, parent }) => [id, parent]));
  const attached = new Map<string, SettingsPolicy[]>();
  for (const { type, content: written, guardrails = {}, targets: places } of settings) {
    const policy = { type, content: mapStrings(written, resolve) as Settings, guardrails };
    for (const place of places) attached.set(place, [...(attached.get(place) ?? []), policy]);
  }
  const read: ReadSettings = remember((id) => {
    const parent = parents.get(id);
    const above = parent === undefined ? NOTHING : read(parent);
    const own = attached.get(id);
    return own === undefined ? above : [...above, own];
  }, Infinity);
  return read;
}

const NOTHING: SettingsChain = [];

/** What holds below a chain of the policies of one type, by path, written as JSON: names may hold any sign. */
export function settingsIn(chain: SettingsChain, type: SettingsPolicyType): ReadonlyMap<string, SettingValue> {
  const levels = chain.map((policies) =>
    policies.filter((policy) => policy.type === type).map(({ content }) => content),
  );
  return new Map(listEffective(effectiveSettings(levels)).map(({ path, value }) => [JSON.stringify(path), value]));
}
