import { Aws, CfnParameter } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import type { OwnStore, ReachedStore, RunsOn, TokenProvider } from './application';
import { ApplicationKey } from './application-key';
import { ApplicationRole, type PathAndName } from './application-role';
import { StoreBucket } from './store-bucket';
import { trust } from './trust';

/** What an application has in one account. */
export interface ApplicationParts {
  readonly stores: readonly OwnStore[];
  /** The stores that its role reaches, its own included. */
  readonly reaches: readonly ReachedStore[];
}

export interface ApplicationTemplateProps {
  readonly application: string;
  /** The account in which the template is deployed, by the name that `parts` may ask for. */
  readonly account: string;
  readonly region: string;
  readonly runsOn: RunsOn;
  /** The path of roles and instance profiles. */
  readonly path: string;
  readonly boundary: PathAndName;
  /** Patterns of `aws:PrincipalArn` of those who deploy the template. */
  readonly deployers: readonly string[];
  readonly tokenProvider: TokenProvider;
  /** The key of the tag whose value is the application. */
  readonly tag: string;
  /** By the numbers of accounts. */
  readonly parts: (numberOf: (account: string) => string) => ApplicationParts;
}

/**
 * An application in one account, for the stack of its StackSet: its role, its key and its stores.
 *
 * The numbers of other accounts are parameters, one for each that a policy names. An application without a way to run has no
 * role, and one without stores has no key.
 *
 * There is room for 65 grants of one store to applications in as many accounts, or for 15 stores of others that the role
 * reads in as many accounts; within one account, for more. What is too much fails the synth, with the limit that it passes.
 */
export class ApplicationTemplate extends MemberTemplate {
  readonly #parameters = new Map<string, CfnParameter>();

  constructor(scope: Construct, id: string, props: ApplicationTemplateProps) {
    const { application, region, runsOn, path, boundary, tokenProvider, deployers } = props;
    super(scope, id, {
      description: `The application ${application}. Its file in the landing zone says who reaches its stores`,
      remedy:
        `${application} has too many stores, or grants too much to accounts: grant to fewer, or move stores to an ` +
        'application of their own',
    });
    const numbers = new Construct(this, 'Accounts');
    const { stores, reaches } = props.parts((account) =>
      account === props.account ? Aws.ACCOUNT_ID : this.parameterFor(account, numbers).valueAsString,
    );
    const tag = { key: props.tag, value: application };
    const key = stores.length === 0 ? undefined : new ApplicationKey(this, 'Key', { application, region, stores, tag });
    const buckets = new Construct(this, 'Stores');
    if (key !== undefined)
      for (const store of stores) new StoreBucket(buckets, store.name, { store, key, tag, deployers });
    const trusted = trust(runsOn, tokenProvider);
    if (trusted.length > 0)
      new ApplicationRole(this, 'Role', {
        role: { path, name: application },
        boundary,
        runsOn,
        trust: trusted,
        reaches,
        ...(key === undefined
          ? {}
          : { key: { arn: key.keyArn, bucketNames: stores.map(({ bucketName }) => bucketName) } }),
      });
  }

  /** The accounts whose numbers the template takes, by the name of the parameter. */
  get accountsByParameter(): ReadonlyMap<string, string> {
    return new Map(
      [...this.#parameters].map(([account, parameter]) => [String(this.resolve(parameter.logicalId)), account]),
    );
  }

  private parameterFor(account: string, scope: Construct): CfnParameter {
    const known = this.#parameters.get(account);
    if (known !== undefined) return known;
    const parameter = new CfnParameter(scope, account, { allowedPattern: '\\d{12}' });
    this.#parameters.set(account, parameter);
    return parameter;
  }
}
