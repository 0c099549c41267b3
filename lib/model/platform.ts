import type { ParameterSchema } from './configuration';
import { PLATFORM_KINDS, type Platform, type PlatformKind } from './organization';

/** What says whom a guardrail exempts. */
export type Exempting = Pick<ParameterSchema, 'id' | 'exempt'>;

/** The patterns of all platform principals, whatever they are exempt from. */
export function platformPatterns({ principals }: Platform): readonly string[] {
  return patternsOf(PLATFORM_KINDS, principals);
}

/** The kinds of platform principals that a guardrail does not bind; none if it exempts nobody. Kinds without a pattern are left out. */
export function kindsExemptFrom(
  { principals, exemptFrom }: Platform,
  { id, exempt }: Exempting,
): readonly PlatformKind[] {
  if (exempt === 'nobody') return [];
  return PLATFORM_KINDS.filter(
    (kind) => principals[kind].length > 0 && (exemptFrom[kind] === 'all' || exemptFrom[kind].includes(id)),
  );
}

/** The patterns of the platform principals that a guardrail does not bind. */
export function platformExemptFrom(platform: Platform, guardrail: Exempting): readonly string[] {
  return patternsOf(kindsExemptFrom(platform, guardrail), platform.principals);
}

/** The patterns of the platform principals that a guardrail binds like everybody else. */
export function platformBoundBy(platform: Platform, guardrail: Exempting): readonly string[] {
  const exempt = new Set(platformExemptFrom(platform, guardrail));
  return platformPatterns(platform).filter((pattern) => !exempt.has(pattern));
}

function patternsOf(kinds: readonly PlatformKind[], principals: Platform['principals']): readonly string[] {
  return [...new Set(kinds.flatMap((kind) => principals[kind]))];
}
