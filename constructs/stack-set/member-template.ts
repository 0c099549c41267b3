import { Lazy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { findTraps } from './traps';
import { WithoutArtifact } from './without-artifact';

/**
 * How long an inline template may be, in bytes.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const MAXIMUM_BYTES = 51_200;

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
  /**
   * What to do if the template is too long, for the message.
   *
   * @default 'make two templates of it'
   */
  readonly remedy?: string;
}

/**
 * A template for stacks in member accounts. It stands inside the stack whose `StackSet` distributes it, and is text there.
 *
 * It is complete in itself: no assets, because member accounts have no bootstrap; no references to other stacks; no values
 * that CloudFormation would have to import there. What is not known at synthesis is a parameter. The CDK writes it into the
 * output folder like any other template, for people, checks and snapshots to read, but does not deploy it. The synth fails
 * with all problems of all templates.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs.html
 */
export class MemberTemplate extends Stack {
  /** The template as compact JSON, for the StackSet. */
  readonly body: string = Lazy.uncachedString({ produce: () => this.toText() });
  readonly isWriteOnce: boolean;
  readonly #namesManagementAccount: boolean;
  readonly #remedy: string;
  readonly #synthesizer: WithoutArtifact;

  constructor(scope: Construct, id: string, props: MemberTemplateProps) {
    const { description, namesManagementAccount = false, isWriteOnce = false } = props;
    const { remedy = 'make two templates of it' } = props;
    const synthesizer = new WithoutArtifact();
    super(scope, id, { description, synthesizer });
    this.isWriteOnce = isWriteOnce;
    this.#namesManagementAccount = namesManagementAccount;
    this.#remedy = remedy;
    this.#synthesizer = synthesizer;
    this.node.addValidation({ validate: () => this.findProblems() });
  }

  /** The template as compact JSON, with all values. */
  toText(): string {
    return JSON.stringify(this.resolve(this._toCloudFormation()));
  }

  private findProblems(): string[] {
    const text = this.toText();
    const bytes = Buffer.byteLength(text);
    return [
      ...(bytes > MAXIMUM_BYTES
        ? [`the template has ${bytes} bytes, and a StackSet takes ${MAXIMUM_BYTES}: ${this.#remedy}`]
        : []),
      ...findTraps(this, text, { isWriteOnce: this.isWriteOnce, foreignAccount: this.foreignAccount() }),
      ...this.#synthesizer.refused.map(
        (asset) =>
          `${asset} is an asset, such as the code of a function, and member accounts have no bootstrap to keep it: ` +
          'write it into the template, or do without it',
      ),
      ...this.findDependencies(),
    ];
  }

  /** The number that the template may not contain, if it is known. */
  private foreignAccount(): string | undefined {
    if (this.#namesManagementAccount || this.node.scope === undefined) return undefined;
    const { account } = Stack.of(this.node.scope);
    return /^\d{12}$/.test(account) ? account : undefined;
  }

  /** The CDK would drop an order of which one side is not deployed as a stack of the app. */
  private findDependencies(): readonly string[] {
    const stacks = this.node.root.node.findAll().filter((node) => Stack.isStack(node));
    const before = this.dependencies.map((stack) => `it depends on the stack ${stack.node.path}`);
    const after = stacks
      .filter((stack) => stack.dependencies.includes(this))
      .map((stack) => `the stack ${stack.node.path} depends on it`);
    return [...before, ...after].map(
      (dependency) => `${dependency}, but it is no stack of the app: let its StackSet depend, or be depended on`,
    );
  }
}
