import { documentSize } from '../iam/size';
import type { SettingsPolicyType } from '../iam/settings/settings-policy-type';
import type { Organization } from '../model/organization';
import { mapStrings, stretchPlaceholders } from '../model/placeholder';
import type { Problem } from '../model/problem';
import type { AssembledSettings } from './assembly';
import { writeSettings, type ConfiguredSettings } from './configured-guardrail';
import { count, explainRoom, roomFor, type PolicyKind } from './policy-room';
import type { TargetKey } from './target-tree';

/** The guardrails that become policies of settings of one type at one target, in the order of the file. */
export interface TargetSettings {
  readonly target: TargetKey;
  readonly kind: PolicyKind<SettingsPolicyType>;
  readonly guardrails: readonly ConfiguredSettings[];
}

/** One document for each guardrail: AWS merges them, and each keeps its own name. */
export function fillSettings(
  { target, kind, guardrails }: TargetSettings,
  organization: Organization,
): readonly AssembledSettings[] {
  return guardrails.map((configured, position) => {
    const content = writeSettings(configured, organization);
    return {
      name: `rampart-${target.key}-${kind.short}-${position + 1}`,
      type: kind.type,
      target: target.id,
      key: target.key,
      index: position + 1,
      content,
      guardrails: { '': [configured.guardrail.id] },
      characters: documentSize(mapStrings(content, (text) => stretchPlaceholders(text, organization))),
    };
  });
}

/** Documents that are too long or too many for AWS. */
export function findSettingsOverflow(
  { target, kind, guardrails }: TargetSettings,
  documents: readonly AssembledSettings[],
  { quotas }: Organization,
): readonly Problem[] {
  const room = roomFor(kind, quotas);
  const tooLong = guardrails.flatMap(({ placement, guardrail }, position): readonly Problem[] => {
    const excess = (documents[position]?.characters ?? 0) - room.characters;
    if (excess <= 0) return [];
    return [
      {
        code: 'settings-too-long',
        at: placement.at,
        message: `\`${guardrail.id}\` on \`${target.id}\` makes a ${kind.noun} that is ${count(excess)} characters too long`,
        allowed: explainRoom(kind, quotas),
        fix: 'shorten the parameters',
      },
    ];
  });
  const [first] = guardrails.slice(room.documents);
  if (first === undefined) return tooLong;
  return [
    ...tooLong,
    {
      code: 'too-many-documents',
      at: first.placement.at,
      message: `\`${first.guardrail.id}\` on \`${target.id}\` is one ${kind.noun} too many`,
      allowed: explainRoom(kind, quotas),
      fix: 'place a guardrail of this type on another target',
    },
  ];
}
