import type { Credentials } from '../../lib/aws/clients';
import { applicationPlaces, type Grantee } from '../../lib/model/access';
import { runs } from '../../lib/model/actors';
import { applicationPermissionSet } from '../../lib/model/names';
import type { Organization } from '../../lib/model/organization';
import type { CallerSessions } from '../calls/caller-sessions';
import { ADMINISTRATOR, type RehearsedCaller } from '../calls/callers';
import type { EvidenceCaller } from '../evidence/callers';
import { asFunction, asStandIn } from './become';
import { applicationRoleArn, numberOf, roleOfPermissionSet } from './stores';

/** Somebody who might reach a store. */
export interface ApplicationCaller extends EvidenceCaller {
  /** Null: nobody whom a file could name. */
  readonly who: Grantee | null;
  /** The key of the account. */
  readonly account: string;
}

type Sessions = Pick<CallerSessions, 'root' | 'as' | 'of' | 'management'>;

/** The callers of applications. Each session is opened when it is first needed. */
export class ApplicationCallers {
  readonly #organization: Organization;
  readonly #sessions: Sessions;
  readonly #credentials = new Map<string, Promise<Credentials>>();

  constructor(organization: Organization, sessions: Sessions) {
    this.#organization = organization;
    this.#sessions = sessions;
  }

  /** A session of each role of an application that runs somewhere, with the permissions that were deployed. */
  async applications(): Promise<readonly ApplicationCaller[]> {
    const callers: ApplicationCaller[] = [];
    for (const { application, account, state } of applicationPlaces(this.#organization))
      if (state === 'active' && runs(application.runsOn))
        callers.push(await this.application(application.key, account));
    return callers;
  }

  /** A session of the role of an application in an account. */
  async application(application: string, account: string, { byTls = true } = {}): Promise<ApplicationCaller> {
    const arn = applicationRoleArn(numberOf(this.#organization, account), application);
    const made = this.#credentials.get(arn) ?? this.#become(arn, application, account);
    this.#credentials.set(arn, made);
    const clients = this.#sessions.of(await made, byTls);
    return {
      ...{ label: `the application ${application} in ${account}`, clients, account },
      who: { kind: 'application', application, account },
    };
  }

  /** A session of a role that looks like the one of each application's permission set, and is allowed everything. */
  async people(): Promise<readonly ApplicationCaller[]> {
    const callers: ApplicationCaller[] = [];
    for (const { application, account, state } of applicationPlaces(this.#organization)) {
      const { key, people } = application;
      if (state !== 'active' || people === null) continue;
      const set = applicationPermissionSet(key);
      const who = { kind: 'people', application: key, group: people.group, account } as const;
      callers.push({ ...(await this.permissionSet(set, account)), label: `a person of ${key} in ${account}`, who });
    }
    return callers;
  }

  /** A session of a role that looks like the one of a permission set in an account, and is allowed everything. */
  async permissionSet(set: string, account: string): Promise<ApplicationCaller> {
    const arn = roleOfPermissionSet(numberOf(this.#organization, account), set, this.#organization.homeRegion);
    return this.role(arn, account, `the permission set ${set} in ${account}`);
  }

  /** A session of a role that the rehearsal makes, and that is allowed everything. */
  async role(arn: string, account: string, label: string): Promise<ApplicationCaller> {
    return this.#open({ kind: 'role', label, arn, exemptUntil: null }, account);
  }

  /** An IAM user of an account who is allowed everything. */
  async administrator(account: string): Promise<ApplicationCaller> {
    const arn = `arn:aws:iam::${numberOf(this.#organization, account)}:user/${ADMINISTRATOR}`;
    return this.#open({ kind: 'user', label: `an administrator of ${account}`, arn, exemptUntil: null }, account);
  }

  async #open(caller: RehearsedCaller, account: string): Promise<ApplicationCaller> {
    const { homeRegion: region } = this.#organization;
    const number = numberOf(this.#organization, account);
    const clients = await this.#sessions.as(caller, number, { region, byTls: true });
    return { label: caller.label, clients, who: null, account };
  }

  async #become(arn: string, application: string, account: string): Promise<Credentials> {
    const { applications, managementAccount } = this.#organization;
    const owner = await this.#sessions.root(numberOf(this.#organization, account));
    return applications.find(({ key }) => key === application)?.runsOn.lambda === true
      ? asFunction(owner, arn)
      : asStandIn(owner, this.#sessions.management, arn, managementAccount.accountId);
  }
}
