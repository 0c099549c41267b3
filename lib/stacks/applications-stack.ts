import { CfnWaitConditionHandle } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { OwnStore, RunsOn, StorePrincipal } from '../../constructs/application/application';
import { ApplicationTemplate, type ApplicationParts } from '../../constructs/application/application-template';
import { StackSet } from '../../constructs/stack-set/stack-set';
import { principalNames, type ApplicationPlace, type Grantee, type StoreAccess } from '../model/access';
import { runs } from '../model/actors';
import { backupTag } from '../model/backup-tag';
import { APPLICATIONS, BOUNDARY, GITHUB, rolesOfPermissionSet, STACK_SETS } from '../model/names';
import { groupBy } from '../model/group-by';
import type { Organization } from '../model/organization';
import type { ApplicationAccess } from './application-access';
import type { Ids } from './ids';
import { ManagementStack } from './management-stack';
import { bucketName, reachedStores, type NumberOf } from './reached-stores';

export interface ApplicationsStackProps {
  readonly organization: Organization;
  /** What the stack holds. */
  readonly places: readonly ApplicationPlace[];
  readonly access: ApplicationAccess;
  readonly ids: Ids;
}

/**
 * Applications, by a StackSet for each in each of its accounts.
 *
 * Nothing waits for anything: policies name patterns, so that two applications can share stores with each other. A StackSet
 * goes with its application and takes its stacks with it; keys and buckets stay, with policies that deny all use, because an
 * application is retired first.
 */
export class ApplicationsStack extends ManagementStack {
  constructor(scope: Construct, id: string, { organization, places, access, ids }: ApplicationsStackProps) {
    super(scope, id, {
      organization,
      description: 'Applications: their roles, keys and stores, by StackSets',
      // One megabyte is 70 to 120 applications.
      remedy:
        'give applications that are not deployed yet another stack in their files, such as `stack: b` for `Applications-b`',
    });
    const held = places.filter(holdsSomething);
    // CloudFormation rejects empty stacks, and a stack that is not in the app stays deployed with its last roles.
    if (held.length === 0) new CfnWaitConditionHandle(this, 'NoApplications');
    for (const [application, group] of groupBy(held, (place) => place.application.key)) {
      const scopeOfApplication = new Construct(this, application);
      for (const place of group)
        distribute(new Construct(scopeOfApplication, place.account), place, { organization, access, ids });
    }
  }
}

/** Without stores, an application has nothing where it is retired. CloudFormation takes no template without resources. */
function holdsSomething({ application, state }: ApplicationPlace): boolean {
  return application.stores.length > 0 || (state === 'active' && runs(application.runsOn));
}

/** The template of an application in an account, and its StackSet. */
function distribute(
  scope: Construct,
  place: ApplicationPlace,
  { organization, access, ids }: Pick<ApplicationsStackProps, 'organization' | 'access' | 'ids'>,
): void {
  const { application, account, state } = place;
  const { key, region } = application;
  const { stackSetsExecution: deployers } = organization.platform.principals;
  const template = new ApplicationTemplate(scope, 'Template', {
    application: key,
    account,
    region,
    runsOn: state === 'retired' ? NOWHERE : application.runsOn,
    path: APPLICATIONS.path,
    boundary: BOUNDARY,
    deployers,
    tokenProvider: GITHUB,
    tag: APPLICATIONS.tag,
    parts: (numberOf) => partsOf(place, { organization, access }, numberOf),
  });
  new StackSet(scope, 'StackSet', {
    name: STACK_SETS.application(key, account),
    description: `The application ${key} in the account ${account}`,
    template,
    parameters: Object.fromEntries(
      [...template.accountsByParameter].map(([parameter, other]) => [parameter, ids.accountId(other)]),
    ),
    rootId: ids.rootId,
    accounts: [ids.accountId(account)],
    regions: [region],
    isRetained: false,
  });
}

const NOWHERE: RunsOn = { ec2: false, ecs: false, lambda: false, pods: [], github: [] };

function partsOf(
  { application, account, state }: ApplicationPlace,
  { organization, access }: Pick<ApplicationsStackProps, 'organization' | 'access'>,
  numberOf: NumberOf,
): ApplicationParts {
  const place = { application: application.key, account };
  const grants = access.to(place);
  return {
    stores: application.stores.map((store): OwnStore => {
      const here = grants.filter(({ store: { store: name } }) => name === store.name);
      const among = (may: (grant: StoreAccess) => boolean): readonly StorePrincipal[] =>
        here.filter(may).map(({ who }) => principalOf(who, numberOf));
      return {
        name: store.name,
        bucketName: bucketName({ ...place, store: store.name, region: application.region }, numberOf),
        isRetired: state === 'retired' || store.state === 'retired',
        keepReplacedDays: store.keepReplacedDays,
        backupTag: store.backup === null ? null : (backupTag(organization, account, store.backup.every) ?? null),
        readers: among(({ mayRead }) => mayRead),
        writers: among(({ mayWrite }) => mayWrite),
      };
    }),
    reaches: reachedStores(access.from(place), numberOf),
  };
}

function principalOf(who: Grantee, numberOf: NumberOf): StorePrincipal {
  const account = who.kind === 'partner' ? who.account : numberOf(who.account);
  const names = principalNames(who);
  const roles = 'role' in names ? [names.role] : rolesOfPermissionSet(names.permissionSet);
  return {
    account,
    patterns: roles.map((role) => `arn:aws:iam::${account}:role/${role}`),
    until: who.kind === 'partner' ? who.until : null,
  };
}
