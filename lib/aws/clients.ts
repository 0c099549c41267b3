import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { STSClient } from '@aws-sdk/client-sts';

/** What signs the requests. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface ClientsOptions {
  /** A server other than AWS's, such as `http://127.0.0.1:4566`. Default: what the SDK is configured with, such as AWS's. */
  readonly endpoint?: string;
  readonly region: string;
  /**
   * Default: the SDK looks for them, in the environment, in profiles, and wherever else it documents.
   *
   * Source: https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html
   */
  readonly credentials?: Credentials;
  /** The profile in which the SDK looks for credentials first. Default: what the SDK is configured with. */
  readonly profile?: string;
  /** How many times a request is sent before the client gives up. Default: 3. */
  readonly attempts?: number;
  /** How long an answer may take, in milliseconds. Default: a minute. */
  readonly answerWithinMs?: number;
}

/** The part of a client that callers need. A fake in a test implements only this. */
export type Sender<Client extends { send: unknown }> = Pick<Client, 'send'>;

/** The clients of one caller in one Region. */
export interface Clients {
  readonly cloudformation: Sender<CloudFormationClient>;
  readonly identitystore: Sender<IdentitystoreClient>;
  readonly organizations: Sender<OrganizationsClient>;
  readonly ssoAdmin: Sender<SSOAdminClient>;
  readonly sts: Sender<STSClient>;
  /** Closes the connections of every client that was created. */
  destroy(): void;
}

/** Creates each client when it is first used. The only product code that creates clients of AWS's SDK. */
export class SdkClients implements Clients {
  readonly #options: ClientsOptions;
  readonly #created = new Map<unknown, SdkClient>();

  constructor(options: ClientsOptions) {
    this.#options = options;
  }

  get cloudformation() {
    return this.once(CloudFormationClient);
  }
  get identitystore() {
    return this.once(IdentitystoreClient);
  }
  get organizations() {
    return this.once(OrganizationsClient);
  }
  get ssoAdmin() {
    return this.once(SSOAdminClient);
  }
  get sts() {
    return this.once(STSClient);
  }

  destroy(): void {
    for (const client of this.#created.values()) client.destroy();
    this.#created.clear();
  }

  /** @param settings that only clients of this kind have */
  protected once<Client extends SdkClient, Settings extends object>(
    Kind: new (configuration: Configuration & Settings) => Client,
    settings = {} as Settings,
  ): Client {
    const created = this.#created.get(Kind) as Client | undefined;
    if (created !== undefined) return created;
    const client = new Kind({ ...configurationOf(this.#options), ...settings });
    this.prepare?.(client);
    this.#created.set(Kind, client);
    return client;
  }

  /** Changes a client before it is first used. */
  protected prepare?(client: SdkClient): void;
}

type Configuration = ReturnType<typeof configurationOf>;

function configurationOf({ endpoint, region, credentials, profile, ...patience }: ClientsOptions) {
  return {
    region,
    ...patienceOf(patience),
    ...(credentials === undefined ? {} : { credentials: { ...credentials } }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

/** How long any client of the SDK waits, and how often it asks. A server that takes no connection within seconds may be gone. */
export function patienceOf({
  attempts = 3,
  answerWithinMs = 60_000,
}: Pick<ClientsOptions, 'attempts' | 'answerWithinMs'>) {
  return {
    maxAttempts: attempts,
    // Without the last one, the SDK warns when the time is up, and waits on.
    requestHandler: { connectionTimeout: 5_000, requestTimeout: answerWithinMs, throwOnRequestTimeout: true },
  };
}

type Handler<Input, Output> = (call: Input) => Promise<Output>;

/** The part of the SDK's clients that we use when we create one. */
export interface SdkClient {
  destroy(): void;
  readonly middlewareStack: {
    add(
      middleware: <Input extends { request: unknown }, Output>(next: Handler<Input, Output>) => Handler<Input, Output>,
      options: { readonly step: 'build'; readonly name: string },
    ): void;
  };
}
