import { inARow } from '../../report/words';
import type { Control, DeclaredMechanism } from './control';
import { bindsManagementAccount } from './force-of';
import type { Reach } from './reach';

/** What of a mechanism in force matters here. */
interface Present {
  readonly kind: string;
  readonly id: string;
  readonly reach: Reach;
}

/** Why no mechanism that meets the control covers the whole of it; empty if one does, or if none is in force. */
export function gapsOf({ metBy = [] }: Control, inForce: readonly Present[]): readonly string[] {
  const rules = inForce.filter(({ kind }) => kind === 'config-rule').map(({ reach }) => reach);
  const gaps = metBy.flatMap((declared) => {
    const present = inForce.find(({ kind, id }) => kind === declared.kind && id === declared.id);
    return present === undefined ? [] : [gapOf(declared, present.reach, rules)];
  });
  return gaps.includes(null) ? [] : gaps.filter((gap) => gap !== null);
}

/** @param rules where Config rules measure the control */
function gapOf(declared: DeclaredMechanism, reach: Reach, rules: readonly Reach[]): string | null {
  const { id } = declared;
  if (!reach.isEverywhere) return `\`${id}\` is not in force everywhere, but here: ${reach.text}`;
  const beyond = declared.kind === 'guardrail' ? outOfReach(declared) : [];
  if (beyond.length === 0 || rules.some(({ isEverywhere }) => isEverywhere)) return null;
  const what = inARow(beyond, 'and');
  const where = [...new Set(rules.map(({ text }) => text))].join('; ');
  return where === '' ? `no Config rule measures ${what}` : `${what}: measured in ${where}`;
}

/** What a guardrail that is attached to the root still does not govern. */
function outOfReach({
  id,
  governsExisting = false,
}: DeclaredMechanism & { readonly kind: 'guardrail' }): readonly string[] {
  return [
    ...(governsExisting ? [] : [`what existed before \`${id}\``]),
    ...(bindsManagementAccount(id) ? [] : [`the management account, which \`${id}\` does not bind`]),
  ];
}
