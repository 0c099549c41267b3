import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';

export interface OrganizationPolicyProps {
  /** The type's name in Organizations, such as `SERVICE_CONTROL_POLICY`. */
  readonly type: string;
  /** Unique among the policies of one type. */
  readonly name: string;
  /** For people, in the console; cut at 512 characters, AWS's limit. */
  readonly description: string;
  /** An object: CloudFormation sends it as compact JSON, and detects drift in it. */
  readonly content: object;
  /** The id at AWS of the root, unit or account that it is attached to. */
  readonly targetId: string;
  /** AWS's limit for this type. Neither the CDK nor CloudFormation checks it before a deploy. */
  readonly maximumCharacters: number;
}

const DESCRIPTION_CHARACTERS = 512;

/** A policy of the organization on one target, deleted with its stack. */
export class OrganizationPolicy extends Construct {
  constructor(scope: Construct, id: string, props: OrganizationPolicyProps) {
    super(scope, id);
    const { type, name, content, targetId } = props;
    refuseTooLong(props);
    const description = truncate(props.description, DESCRIPTION_CHARACTERS);
    const policy = new CfnPolicy(this, 'Resource', { type, name, description, content, targetIds: [targetId] });
    policy.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }
}

/** The length is known only if the deploy fills in no ids. */
function refuseTooLong({ name, content, maximumCharacters }: OrganizationPolicyProps): void {
  const text = JSON.stringify(content);
  if (Token.isUnresolved(text) || text.length <= maximumCharacters) return;
  throw new Error(
    `policy '${name}' has ${text.length} characters, and AWS accepts at most ${maximumCharacters}; ` +
      'use fewer or shorter guardrails there, or move a guardrail to another target',
  );
}

function truncate(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 3)}...`;
}
