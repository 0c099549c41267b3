import { buildSpec, type BuildSpecObject } from './build-spec';
import { KEEP_ONLY_COMMITS, readDeployedRevision } from './deployed-revision';
import { addsOnlyAccounts } from './new-accounts';
import { SEAL_OF_PLAN } from './seal';

export interface DeploySpecProps {
  /** The folder of the configuration, at the top of the repository. */
  readonly configuration: string;
  /** The stack that says which commit is deployed. */
  readonly guardrailsStack: string;
  readonly pipelineName: string;
  /** The stage and the action in which a person approves. */
  readonly approval: string;
  /** Stacks that must stay as they are where they fail, as patterns of `case`: a rollback would lose track of accounts. */
  readonly withoutRollback: readonly string[];
  /** The stack after which all accounts must have what StackSets bring. */
  readonly baselineStack: string;
  /** The prefix of the stacks' names in CloudFormation. */
  readonly stackPrefix: string;
  /** Where the deployed files are kept, as `s3://bucket/key`. */
  readonly deployed: string;
}

/**
 * Deploys the assembly that was planned, stack by stack, and nothing that is synthesized anew.
 *
 * Its locks hold even if CodePipeline reads the condition of the approval in another way than its pages say: without a
 * decision of the judge, or with one that asks for a person and no action in which one approved, nothing is deployed.
 *
 * Nor upon another commit than the one that was compared with. An execution waits for the one before it after its own plan:
 * a commit that takes back a tightening looks like no change until the tightening is deployed. What may pass are new accounts
 * upon any earlier commit, and what a person approved. A retry of an old execution must not undo a newer one.
 */
export function deploySpec(props: DeploySpecProps): BuildSpecObject {
  const { configuration, guardrailsStack, pipelineName, approval } = props;
  const { withoutRollback, baselineStack, stackPrefix, deployed } = props;
  return buildSpec({
    commands: [
      '[ "$(git rev-parse HEAD)" = "$COMMIT" ]',
      `[ -n "$SEAL" ] && [ "$SEAL" = "${SEAL_OF_PLAN}" ]`,
      [
        '[ "$APPROVAL" = not-needed ] || [ "$(aws codepipeline list-action-executions \\',
        `  --pipeline-name ${pipelineName} --filter "pipelineExecutionId=$EXECUTION" --output json \\`,
        `  --query "length(actionExecutionDetails[?stageName=='${approval}' && actionName=='${approval}' && status=='Succeeded'])")" -ge 1 ]`,
      ].join('\n'),
      'export GIT_NO_REPLACE_OBJECTS=1',
      readDeployedRevision(guardrailsStack),
      KEEP_ONLY_COMMITS,
      addsOnlyAccounts(configuration),
      [
        'follows() {',
        '  [ -n "$BASE" ] || return 1',
        '  case "${DEPLOYED:-none}" in "$BASE" | "$COMMIT") return 0 ;; none) return 1 ;; esac',
        '  git merge-base --is-ancestor "$DEPLOYED" HEAD || return 1',
        '  [ "$APPROVAL" != not-needed ] || adds_only_accounts "$DEPLOYED"',
        '}',
      ].join('\n'),
      [
        'follows || {',
        '  echo "This was compared with $BASE, and now ${DEPLOYED:-another state} is deployed. Release the newest commit again."',
        '  false',
        '}',
      ].join('\n'),
      'npm ci',
      'rm -rf cdk.out && mv "$CODEBUILD_SRC_DIR_plan/cdk.out" cdk.out',
      // In the order in which they depend on each other.
      `npx cdk list --app cdk.out --no-notices | sed -n 's/^\\([A-Za-z0-9-]*\\) (${stackPrefix}.*)$/\\1/p' > /tmp/stacks.txt`,
      '[ -s /tmp/stacks.txt ]',
      // Each command assumes its roles anew: their sessions last an hour.
      [
        '(',
        '  set -e',
        '  while read -r stack; do',
        `    case $stack in ${withoutRollback.join(' | ')}) rollback=--no-rollback ;; *) rollback= ;; esac`,
        '    npx cdk deploy "$stack" --app cdk.out --exclusively --require-approval never --progress events $rollback < /dev/null',
        `    if [ "$stack" = ${baselineStack} ]; then npx rampart wait --timeout 60 < /dev/null; fi`,
        '  done < /tmp/stacks.txt',
        ')',
      ].join('\n'),
      // What the nightly look compares AWS with: this commit, with the assembly that was deployed.
      'git add --force cdk.out && git archive --format=zip --output=/tmp/deployed.zip "$(git write-tree)" && git reset --quiet',
      `aws s3 cp --only-show-errors /tmp/deployed.zip ${deployed}`,
      // For a person or a bot to commit. Nothing depends on it.
      'npx rampart ids --write && git diff --output=ids.patch || echo "no ids could be read"',
      'touch ids.patch && cat ids.patch',
    ],
    files: ['ids.patch'],
  });
}
