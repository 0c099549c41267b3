/**
 * Files that can change neither what is judged nor what is deployed, except as a difference of the guardrails: the
 * organization, and pages for people. Everything else may be code, or may decide which code runs.
 */
const HARMLESS = [
  /^organization\/(?:landing-zone\.yaml|packing\.lock\.json|(?:accounts|applications)\/[\w-]+\.yaml)$/,
  /^(?:docs\/(?:[\w-]+\/)*)?[\w-]+\.md$/,
  /^(?:LICENSE|NOTICE)$/,
];

/**
 * Of some changed files, those that are part of the judge.
 *
 * @param special the files that are not plain: a link with a harmless name may lead anywhere
 */
export function filesOfJudge(changed: readonly string[], special: readonly string[] = []): readonly string[] {
  return changed.filter((file) => special.includes(file) || !HARMLESS.some((pattern) => pattern.test(file)));
}
