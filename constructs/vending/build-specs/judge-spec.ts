import { buildSpec, type BuildSpecObject } from './build-spec';
import { KEEP_ONLY_COMMITS, readDeployedRevision } from './deployed-revision';
import { addsOnlyAccounts } from './new-accounts';
import { SEAL_OF_PLAN } from './seal';

export interface JudgeSpecProps {
  /** The folder of the configuration, at the top of the repository. */
  readonly configuration: string;
  /** The stack that says which commit is deployed. */
  readonly guardrailsStack: string;
}

/** CodePipeline shows at most 1,000 characters of what an approval says. */
const LONGEST_SUMMARY = 300;

/**
 * Decides whether a person must approve. It runs nothing of the repository, in a container of its own: code that somebody
 * merged can do with the container of the plan what it likes.
 *
 * A person is needed unless everything is told apart: the deployed commit is in the history of this one, since then nothing
 * but new files of accounts came, so that an approved tool has planned, and that tool says that nothing opens and nothing is
 * destroyed.
 *
 * That the tool says so is not enough for other files of the configuration: who hears alarms, what tags mean to policies, or how
 * the files themselves are read (`.gitattributes`) opens nothing by its rules.
 *
 * Trees are compared by their ids, and not by `git diff`, whose answer attributes and modules of the repository can bend.
 */
export function judgeSpec({ configuration, guardrailsStack }: JudgeSpecProps): BuildSpecObject {
  return buildSpec({
    exports: ['APPROVAL', 'REASON', 'SEAL', 'BASE'],
    commands: [
      "export APPROVAL=needed REASON='It could not be told what changes.' SEAL= BASE=none",
      // A name is bytes, and an object is what its id says.
      'export LC_ALL=C GIT_NO_REPLACE_OBJECTS=1',
      `SEAL=${SEAL_OF_PLAN}`,
      readDeployedRevision(guardrailsStack),
      KEEP_ONLY_COMMITS,
      // What a decision compares with: it holds for a deployment upon nothing else.
      'BASE=${DEPLOYED:-none}',
      // What stands at the top of the repository but the folder itself: a link in its place counts as something else.
      [
        'outside() {',
        '  git ls-tree -z --full-tree "$1" > /tmp/tree.txt || { echo "unknown $1"; return; }',
        `  grep -azvx $'040000 tree [0-9a-f]*\\t${configuration}' /tmp/tree.txt | sha256sum`,
        '}',
      ].join('\n'),
      addsOnlyAccounts(configuration),
      // Of the plan. On one line, and without what CodePipeline would read as a variable.
      [
        'planned() {',
        `  head -qn 1 "$CODEBUILD_SRC_DIR_plan/planned/$1" | head -c ${LONGEST_SUMMARY} | tr -cd '[:print:]' | tr -d '#{}'`,
        '}',
      ].join('\n'),
      [
        'if [ "$(git rev-parse HEAD)" != "$COMMIT" ]; then',
        "  REASON='The clone is not the commit of this execution.'",
        'elif [ -z "$DEPLOYED" ]; then',
        "  REASON='There is no deployed commit in this history to compare with.'",
        // A deployment ended between the plan and this.
        'elif [ "$(planned deployed.txt)" != "$DEPLOYED" ]; then',
        '  REASON="The plan compares with another commit than $DEPLOYED, which is deployed now: reject it, and release again."',
        'elif ! git merge-base --is-ancestor "$DEPLOYED" HEAD; then',
        '  REASON="The deployed commit $DEPLOYED is not in the history of this one."',
        'elif [ "$(outside "$DEPLOYED")" != "$(outside HEAD)" ]; then',
        `  REASON="Not only ${configuration}/ changed since $DEPLOYED: read the commits, which nothing here can judge."`,
        'elif [ "$(planned opens.txt)" != no ] || [ "$(planned destroys.txt)" != no ]; then',
        '  REASON="Opens something: $(planned opens.txt). Destroys something: $(planned destroys.txt). $(planned difference.md)"',
        'elif ! adds_only_accounts "$DEPLOYED"; then',
        '  REASON="More than new accounts: $(planned difference.md)"',
        'else',
        "  APPROVAL=not-needed REASON='Nothing but new accounts. Nothing opens, and nothing is destroyed.'",
        'fi',
      ].join('\n'),
      'echo "approval: $APPROVAL. $REASON"',
    ],
  });
}
