import type { OwnStore, ReachedStore, RunsOn, StorePrincipal } from '../../constructs/application/application';
import {
  ApplicationTemplate,
  type ApplicationParts,
  type ApplicationTemplateProps,
} from '../../constructs/application/application-template';
import { withoutReferences } from '../../constructs/application/without-references';
import { aScene } from './a-stack-set';
import { resourcesOf, type Resource, type TemplateJson } from './synthesize';

/** The account of the template, and the other one. */
export const SHOP = '222222222222';
export const DATA = '444444444444';
export const PARTNER = '999999999999';

const NUMBERS: Readonly<Record<string, string>> = { data: DATA };

/** The number of an account as the template knows it: its own, or a parameter. */
export type NumberOf = (account: string) => string;

/** The role of an application in an account. */
export function roleOf(application: string, account: string): StorePrincipal {
  return { account, patterns: [`arn:aws:iam::${account}:role/app/${application}`], until: null };
}

/** The store `orders` of `shop`, which only the application itself reaches. */
export function aStore(account: string, overrides: Partial<OwnStore> = {}): OwnStore {
  return {
    name: 'orders',
    bucketName: bucketName('shop', 'orders', account),
    isRetired: false,
    keepReplacedDays: null,
    backupTag: null,
    readers: [roleOf('shop', account)],
    writers: [roleOf('shop', account)],
    ...overrides,
  };
}

export function aReachedStore(
  account: string,
  [application, store]: readonly [string, string],
  overrides: Partial<ReachedStore> = {},
): ReachedStore {
  return {
    bucketName: bucketName(application, store, account),
    region: 'eu-central-1',
    account,
    mayRead: true,
    mayWrite: false,
    ...overrides,
  };
}

function bucketName(application: string, store: string, account: string): string {
  return `rampart-app-${application}-${store}-${account}-eu-central-1-an`;
}

/** Nothing runs with the role. */
export const NOTHING: RunsOn = { ec2: false, ecs: false, lambda: false, pods: [], github: [] };

type Overrides = Partial<Omit<ApplicationTemplateProps, 'parts' | 'runsOn'>> & {
  readonly runsOn?: Partial<RunsOn>;
  readonly parts?: (numberOf: NumberOf) => Partial<ApplicationParts>;
};

/** The application `shop`, in an app that can be synthesized. It has no store, and runs on EC2. */
export function anApplicationTemplate({ runsOn, parts = () => ({}), ...props }: Overrides = {}) {
  const { app, outer } = aScene();
  const template = new ApplicationTemplate(outer, 'Application', {
    application: 'shop',
    account: 'shop',
    region: 'eu-central-1',
    runsOn: { ...NOTHING, ...(runsOn ?? { ec2: true }) },
    path: '/app/',
    boundary: { path: '/platform/', name: 'boundary' },
    deployers: ['arn:*:iam::*:role/stacksets-exec-*'],
    tokenProvider: { host: 'tokens.example.com', audience: 'aws' },
    tag: 'rampart:application',
    parts: (numberOf) => ({ stores: [], reaches: [], ...parts(numberOf) }),
    ...props,
  });
  return { app, template };
}

/** What CloudFormation makes of it in the account of the shop. Attributes of resources stay, as `<Key961B73FD.Arn>`. */
export function deployed(overrides: Overrides = {}): TemplateJson {
  const { app, template } = anApplicationTemplate(overrides);
  app.synth();
  const values: Readonly<Record<string, string | undefined>> = {
    'AWS::Partition': 'aws',
    'AWS::AccountId': SHOP,
    'AWS::Region': 'eu-central-1',
    ...Object.fromEntries([...template.accountsByParameter].map(([name, account]) => [name, NUMBERS[account]])),
  };
  return withoutReferences(JSON.parse(template.toText()), (name) => values[name] ?? `<${name}>`) as TemplateJson;
}

/** The only resource of a type. */
export function only(template: TemplateJson, type: string): Resource {
  const [[, resource] = [], more] = resourcesOf(template, type);
  if (resource === undefined || more !== undefined) throw new Error(`not just one ${type}`);
  return resource;
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The statements of a policy in the properties of a resource, by their ids. */
export function statementsOf(document: unknown): Readonly<Record<string, Statement>> {
  const { Statement: statements } = document as { readonly Statement: readonly Statement[] };
  return Object.fromEntries(statements.map((statement) => [statement.Sid, statement]));
}
