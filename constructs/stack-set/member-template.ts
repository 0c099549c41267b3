import { Lazy, Stack, StackSynthesizer } from 'aws-cdk-lib';
import type { DockerImageAssetLocation, FileAssetLocation, ISynthesisSession } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * How long an inline template may be, in bytes.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const MAXIMUM_BYTES = 51_200;

/** What CloudFormation resolves in the account of the stack, where a member account has nothing to resolve it to. */
const UNRESOLVABLE = /"Fn::(?:ImportValue|GetStackOutput|Transform)"|"Transform"|\{\{resolve:/g;

export interface MemberTemplateProps {
  /** For people, in the console of the member account. */
  readonly description: string;
  /**
   * Whether the template names the management account on purpose, such as in the ARN of its trail.
   *
   * Otherwise its number is a mistake: the `account` of the stack around a template is the management account's number, where
   * `AWS::AccountId` was meant.
   *
   * @default false
   */
  readonly namesManagementAccount?: boolean;
  /**
   * Whether CloudFormation may not update the resources after their creation. Such a template has no tags: a new tag of the
   * organization would be an update.
   *
   * @default false
   */
  readonly isWriteOnce?: boolean;
}

/**
 * A template for stacks in member accounts. It stands inside the stack whose `StackSet` distributes it, and is text there.
 *
 * It is complete in itself: no assets, because member accounts have no bootstrap; no references to other stacks; no values
 * that CloudFormation would have to import there. What is not known at synthesis is a parameter. The CDK writes it into the
 * output folder like any other template, for people, checks and snapshots to read, but does not deploy it.
 */
export class MemberTemplate extends Stack {
  /** The template as compact JSON, for the StackSet. */
  readonly body: string = Lazy.uncachedString({ produce: () => this.toText() });
  readonly #props: MemberTemplateProps;

  constructor(scope: Construct, id: string, props: MemberTemplateProps) {
    super(scope, id, { description: props.description, synthesizer: new WithoutArtifact() });
    this.#props = props;
    this.node.addValidation({ validate: () => this.findProblems() });
  }

  /** The template as compact JSON, with all values. */
  toText(): string {
    return JSON.stringify(this.resolve(this._toCloudFormation()));
  }

  private findProblems(): string[] {
    const text = this.toText();
    const bytes = Buffer.byteLength(text);
    const unresolvable = [...new Set(text.match(UNRESOLVABLE))].map((found) => found.replaceAll('"', ''));
    return [
      ...(bytes > MAXIMUM_BYTES
        ? [`the template has ${bytes} bytes, and a StackSet takes ${MAXIMUM_BYTES}: make two templates of it`]
        : []),
      ...unresolvable.map(
        (found) => `${found} cannot be resolved in a member account: make it a parameter of the template`,
      ),
      ...this.bakedInAccounts(text).map(
        (account) => `the account ${account} is written into the template: use AWS::AccountId or a parameter`,
      ),
      ...(this.#props.isWriteOnce === true && text.includes('"Tags":')
        ? ['a template that is written once has no tags: changing one would be an update']
        : []),
    ];
  }

  private bakedInAccounts(text: string): readonly string[] {
    if (this.#props.namesManagementAccount === true || this.node.scope === undefined) return [];
    const { account } = Stack.of(this.node.scope);
    return /^\d{12}$/.test(account) && text.includes(account) ? [account] : [];
  }
}

/** Writes the template, and makes nothing of it that could be deployed by itself. */
class WithoutArtifact extends StackSynthesizer {
  override addFileAsset(): FileAssetLocation {
    return this.refuseAsset();
  }

  override addDockerImageAsset(): DockerImageAssetLocation {
    return this.refuseAsset();
  }

  override synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session);
  }

  private refuseAsset(): never {
    throw new Error(
      `${this.boundStack.node.path}: a template for member accounts has no assets, such as the code of a function, ` +
        'because these accounts have no bootstrap',
    );
  }
}
