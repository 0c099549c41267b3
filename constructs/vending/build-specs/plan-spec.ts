import { buildSpec, type BuildSpecObject } from './build-spec';
import { KEEP_ONLY_COMMITS, readDeployedRevision } from './deployed-revision';

export interface PlanSpecProps {
  /** The folder of the configuration, at the top of the repository. */
  readonly configuration: string;
  /** The stack that says which commit is deployed. */
  readonly guardrailsStack: string;
}

/**
 * Plans what is merged: the assembly to deploy, and what changes. It runs the code of the repository, so that nothing it says
 * counts for more than that code does: the judge decides.
 *
 * What it finds is in files, and not in variables: CodePipeline would put those into the configuration of later actions, and
 * nothing says that it escapes them.
 */
export function planSpec({ configuration, guardrailsStack }: PlanSpecProps): BuildSpecObject {
  return buildSpec({
    commands: [
      readDeployedRevision(guardrailsStack),
      KEEP_ONLY_COMMITS,
      'npm ci',
      // Also walks through the deployment, and refuses what would leave a moment open, or what no deployment can make.
      'npm run plan -- --locked ${DEPLOYED:+--deployed "$DEPLOYED"}',
      // Only now: a file that Git does not know would make the planned revision one with changes that nobody committed.
      'mkdir planned && touch planned/tests.txt && echo "$DEPLOYED" > planned/deployed.txt',
      // Data alone is judged by the proofs of the plan: the tests are about the code. They also know the configuration that the
      // repository ships, which yours is not, so that they tell a person something and refuse nothing.
      [
        `if [ -n "$DEPLOYED" ] && ! git diff --quiet "$DEPLOYED" HEAD -- . ':(exclude,top)${configuration}'; then`,
        '  npm test > planned/tests.txt 2>&1 || echo "Some tests fail: see planned/tests.txt."',
        'fi',
      ].join('\n'),
      // Exits with 1 if something opens, with 2 if it could not compare.
      [
        'OPENS=unknown',
        'if [ -z "$DEPLOYED" ]; then',
        "  echo 'There is no deployed commit to compare with.' > planned/difference.md",
        'else',
        '  npx rampart diff "$DEPLOYED" --markdown --fail-on opened > planned/difference.md && OPENS=no || OPENS=$?',
        '  case $OPENS in no) ;; 1) OPENS=yes ;; *) cat planned/difference.md; false ;; esac',
        'fi',
      ].join('\n'),
      // Asked with the role of this build, which reads templates: it may not assume the roles of the bootstrap. Without an
      // answer it exits as if something were destroyed.
      [
        'if npx cdk diff --app cdk.out --method=template --fail-on=destructive > planned/templates.txt 2>&1; then DESTROYS=no; else DESTROYS=yes; fi',
        'cat planned/templates.txt planned/difference.md',
      ].join('\n'),
      'echo "$OPENS" > planned/opens.txt; echo "$DESTROYS" > planned/destroys.txt',
    ],
    files: ['cdk.out/**/*', 'planned/**/*'],
  });
}
