import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';

export interface OrganizationPolicyProps {
  /** Organizations' own word, such as `SERVICE_CONTROL_POLICY`. */
  readonly type: string;
  /** Unique among the policies of one type. */
  readonly name: string;
  /** For people, in the console; cut at the 512 characters that AWS keeps. */
  readonly description: string;
  /** An object: CloudFormation sends it as compact JSON, and sees when somebody changes it. */
  readonly content: object;
  /** The id at AWS of the root, unit or account that it hangs on. */
  readonly targetId: string;
  /** AWS's limit for this type. Neither the CDK nor CloudFormation checks it before the deploy. */
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

/** The length is known only where no id is left for the deploy to fill in. */
function refuseTooLong({ name, content, maximumCharacters }: OrganizationPolicyProps): void {
  const text = JSON.stringify(content);
  if (Token.isUnresolved(text) || text.length <= maximumCharacters) return;
  throw new Error(
    `policy '${name}' has ${text.length} characters, and AWS accepts at most ${maximumCharacters}; ` +
      'use fewer or shorter guardrails there, or move one to another target',
  );
}

function truncate(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 3)}...`;
}
