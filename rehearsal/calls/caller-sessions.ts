import type { Credentials } from '../../lib/aws/clients';
import { rehearsalClients, type RehearsalClients } from '../aws/clients';
import { credentialsOf } from '../aws/issued-credentials';
import { send } from '../aws/send';
import { memberCredentials } from '../emulator/member-credentials';
import { ROOT_CREDENTIALS } from '../processes/environment';
import { ADMINISTRATOR, type RehearsedCaller } from './callers';
import { EVERYTHING, isThereAlready, pathOf, trusting } from './iam-documents';
import { openMfaSession } from './mfa-session';
import type { CallStage } from './stage';

/** The Region that a call is sent to, and whether it claims to use TLS. */
export interface CallTransport {
  readonly region: string;
  readonly byTls: boolean;
}

/** The callers in the accounts of a rehearsed organization. Each is created when it is first needed. */
export class CallerSessions {
  readonly #stage: Pick<CallStage, 'endpoint' | 'region' | 'file'>;
  readonly #credentials = new Map<string, Promise<Credentials>>();
  readonly #clients = new Map<string, RehearsalClients>();
  /** The management account's root user, whose key the emulator knows. */
  readonly management: RehearsalClients;

  constructor(stage: Pick<CallStage, 'endpoint' | 'region' | 'file'>) {
    this.#stage = stage;
    this.management = this.#clientsOf(ROOT_CREDENTIALS, this.#default);
  }

  /** The root user of a member account. No policy applies to it on the emulator. */
  async root(account: string): Promise<RehearsalClients> {
    const credentials = await this.#once(`root of ${account}`, async () => {
      const { Credentials } = await send(this.management, 'sts:AssumeRoot', {
        TargetPrincipal: account,
        TaskPolicyArn: { arn: ROOT_TASK },
      });
      return credentialsOf(Credentials);
    });
    return this.#clientsOf(credentials, this.#default);
  }

  async as(caller: RehearsedCaller, account: string, transport: CallTransport): Promise<RehearsalClients> {
    const credentials = await this.#once(`${caller.kind} ${caller.arn}`, () => this.#credentialsOf(caller, account));
    return this.#clientsOf(credentials, transport);
  }

  /** The clients of a session that somebody else opened. */
  of(credentials: Credentials, byTls = true): RehearsalClients {
    return this.#clientsOf(credentials, { ...this.#default, byTls });
  }

  destroy(): void {
    for (const clients of this.#clients.values()) clients.destroy();
    this.#clients.clear();
  }

  get #default(): CallTransport {
    return { region: this.#stage.region, byTls: true };
  }

  #once(key: string, make: () => Promise<Credentials>): Promise<Credentials> {
    const made = this.#credentials.get(key) ?? make();
    this.#credentials.set(key, made);
    return made;
  }

  #clientsOf(credentials: Credentials, { region, byTls }: CallTransport): RehearsalClients {
    const key = [credentials.accessKeyId, region, byTls].join(' ');
    const { endpoint } = this.#stage;
    const made = this.#clients.get(key) ?? rehearsalClients({ endpoint, region, credentials, asIfByTls: byTls });
    this.#clients.set(key, made);
    return made;
  }

  async #credentialsOf(caller: RehearsedCaller, account: string): Promise<Credentials> {
    switch (caller.kind) {
      case 'user':
        return memberCredentials(this.#stage.endpoint, account, ADMINISTRATOR);
      case 'user-with-mfa':
        return this.#openMfaSession(caller, account);
      case 'role':
        return this.#assumeRole(caller.arn, account);
    }
  }

  async #openMfaSession(caller: RehearsedCaller, account: string): Promise<Credentials> {
    const user = await this.as({ ...caller, kind: 'user' }, account, this.#default);
    return credentialsOf(await openMfaSession(await this.root(account), user, ADMINISTRATOR));
  }

  /** Creates the role first: a new account has none. */
  async #assumeRole(arn: string, account: string): Promise<Credentials> {
    const root = await this.root(account);
    const { name: RoleName, path: Path } = pathOf(arn);
    const trust = trusting(account, this.#stage.file.organization.managementAccount);
    try {
      await send(root, 'iam:CreateRole', { RoleName, Path, AssumeRolePolicyDocument: trust });
    } catch (error) {
      if (!isThereAlready(error)) throw error;
      await send(root, 'iam:UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trust });
    }
    await send(root, 'iam:PutRolePolicy', { RoleName, PolicyName: 'rehearsal', PolicyDocument: EVERYTHING });
    // From the management account: a guardrail may deny everything to everyone in the account itself.
    const session = { RoleArn: arn, RoleSessionName: 'rehearsal' };
    const { Credentials } = await send(this.management, 'sts:AssumeRole', session);
    return credentialsOf(Credentials);
  }
}

/** AWS accepts only its own task policies; the emulator ignores them. */
const ROOT_TASK = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials';
