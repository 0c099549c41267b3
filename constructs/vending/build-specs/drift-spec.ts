import { buildSpec, type BuildSpecObject } from './build-spec';

export interface DriftSpecProps {
  /** The topic that is told. */
  readonly topicArn: string;
}

/** A message has at most 256 KB. Source: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const LONGEST_MESSAGE = 200_000;

/**
 * Compares what is at AWS with what was deployed, and tells the topic what differs, or that it could not look.
 *
 * In the pipeline the assembly is the artifact of the plan; at night it lies beside the files.
 */
export function driftSpec({ topicArn }: DriftSpecProps): BuildSpecObject {
  return buildSpec({
    commands: [
      'if [ -n "${CODEBUILD_SRC_DIR_plan:-}" ]; then rm -rf cdk.out && mv "$CODEBUILD_SRC_DIR_plan/cdk.out" cdk.out; fi',
      'npm ci',
      'FOUND=0; npx rampart drift --assembly cdk.out > /tmp/drift.txt 2>&1 || FOUND=$?',
      'cat /tmp/drift.txt',
      [
        'case $FOUND in',
        "  1) SUBJECT='Rampart: AWS differs from what was deployed' ;;",
        "  *) SUBJECT='Rampart: nobody could look for differences' ;;",
        'esac',
      ].join('\n'),
      `head -c ${LONGEST_MESSAGE} /tmp/drift.txt | iconv -c -f utf-8 -t utf-8 > /tmp/message.txt; [ -s /tmp/message.txt ] || echo "exit code $FOUND" > /tmp/message.txt`,
      `[ "$FOUND" = 0 ] || aws sns publish --topic-arn ${topicArn} --subject "$SUBJECT" --message file:///tmp/message.txt`,
      '[ "$FOUND" = 0 ]',
    ],
  });
}
