import { CreateRoleCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, AssumeRootCommand, type Credentials as Issued } from '@aws-sdk/client-sts';
import { clients, type Clients, type Credentials } from '../../aws/clients';
import { memberCredentials } from '../emulator/member-credentials';
import type { Stage } from '../stage';
import { ADMINISTRATOR, type Caller } from './callers';
import { EVERYTHING, isThereAlready, pathOf, trusting } from './iam-documents';
import { openMfaSession } from './mfa-session';

/** How a call is sent. */
export interface Manner {
  readonly region: string;
  readonly byTls: boolean;
}

/** Who can call in the accounts of a rehearsed organization: each is made when it is first needed. */
export class Scene {
  readonly #stage: Pick<Stage, 'endpoint' | 'region' | 'file'>;
  readonly #credentials = new Map<string, Promise<Credentials>>();
  readonly #clients = new Map<string, Clients>();
  /** Of the management account's root, whose key the emulator knows. */
  readonly management: Clients;

  constructor(stage: Pick<Stage, 'endpoint' | 'region' | 'file'>) {
    this.#stage = stage;
    this.management = this.#clientsOf({ accessKeyId: 'test', secretAccessKey: 'test' }, this.#usual);
  }

  /** Of the root of a member account, whom the emulator binds by nothing. */
  async root(account: string): Promise<Clients> {
    const credentials = await this.#once(`root of ${account}`, async () => {
      const { Credentials } = await this.management.sts.send(
        new AssumeRootCommand({ TargetPrincipal: account, TaskPolicyArn: { arn: ROOT_TASK } }),
      );
      return credentialsOf(Credentials);
    });
    return this.#clientsOf(credentials, this.#usual);
  }

  async as(caller: Caller, account: string, manner: Manner): Promise<Clients> {
    const credentials = await this.#once(`${caller.kind} ${caller.arn}`, () => this.#credentialsOf(caller, account));
    return this.#clientsOf(credentials, manner);
  }

  destroy(): void {
    for (const sdk of this.#clients.values()) sdk.destroy();
    this.#clients.clear();
  }

  get #usual(): Manner {
    return { region: this.#stage.region, byTls: true };
  }

  #once(key: string, make: () => Promise<Credentials>): Promise<Credentials> {
    const made = this.#credentials.get(key) ?? make();
    this.#credentials.set(key, made);
    return made;
  }

  #clientsOf(credentials: Credentials, { region, byTls }: Manner): Clients {
    const key = [credentials.accessKeyId, region, byTls].join(' ');
    const made =
      this.#clients.get(key) ?? clients({ endpoint: this.#stage.endpoint, region, credentials, asIfByTls: byTls });
    this.#clients.set(key, made);
    return made;
  }

  async #credentialsOf(caller: Caller, account: string): Promise<Credentials> {
    switch (caller.kind) {
      case 'user':
        return memberCredentials(this.#stage.endpoint, account, ADMINISTRATOR);
      case 'user-with-mfa':
        return this.#openMfaSession(caller, account);
      case 'role':
        return this.#assumeRole(caller.arn, account);
    }
  }

  async #openMfaSession(caller: Caller, account: string): Promise<Credentials> {
    const user = await this.as({ ...caller, kind: 'user' }, account, this.#usual);
    return credentialsOf(await openMfaSession(await this.root(account), user, ADMINISTRATOR));
  }

  /** Makes the role, too: in an account that is this young there is none. */
  async #assumeRole(arn: string, account: string): Promise<Credentials> {
    const root = await this.root(account);
    const { name: RoleName, path: Path } = pathOf(arn);
    const trust = trusting(account, this.#stage.file.organization.managementAccount);
    try {
      await root.iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: trust }));
    } catch (error) {
      if (!isThereAlready(error)) throw error;
      await root.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }));
    }
    await root.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'rehearsal', PolicyDocument: EVERYTHING }));
    // From the management account, since a guardrail may deny everything to everyone of the account itself.
    const { Credentials } = await this.management.sts.send(
      new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'rehearsal' }),
    );
    return credentialsOf(Credentials);
  }
}

/** One of those that AWS takes; the emulator minds none. */
const ROOT_TASK = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials';

function credentialsOf(issued: Issued | undefined): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken } = issued ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined)
    throw new Error('the emulator hands out no credentials');
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
