import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { RAMClient } from '@aws-sdk/client-ram';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';

/** Who signs. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface ClientsOptions {
  /** Another server than AWS's, such as `http://127.0.0.1:4566`. */
  readonly endpoint?: string;
  readonly region: string;
  readonly credentials: Credentials;
  /**
   * Has a server that listens without TLS take each request for one that came by TLS, as behind a proxy that ends it.
   * Only with an endpoint of one's own. Default: true.
   */
  readonly asIfByTls?: boolean;
  /** How often a request is sent at most, when the server does not answer. Default: 3. */
  readonly attempts?: number;
}

/** What a caller needs of a client: a fake has only this to do. */
export type Sender<Client extends { send: unknown }> = Pick<Client, 'send'>;

/** The clients of one caller in one Region. Each is made when it is first used. */
export interface Clients {
  readonly cloudformation: Sender<CloudFormationClient>;
  readonly dynamodb: Sender<DynamoDBClient>;
  readonly iam: Sender<IAMClient>;
  readonly kms: Sender<KMSClient>;
  readonly lambda: Sender<LambdaClient>;
  readonly organizations: Sender<OrganizationsClient>;
  readonly ram: Sender<RAMClient>;
  readonly s3: Sender<S3Client>;
  readonly sns: Sender<SNSClient>;
  readonly sqs: Sender<SQSClient>;
  readonly sts: Sender<STSClient>;
  /** Closes the connections of all that were made. */
  destroy(): void;
}

/** The only place that makes clients of AWS's SDK. */
export function clients(options: ClientsOptions): Clients {
  return new SdkClients(options);
}

class SdkClients implements Clients {
  readonly #options: ClientsOptions;
  readonly #made = new Map<unknown, Configurable>();

  constructor(options: ClientsOptions) {
    this.#options = options;
  }

  get cloudformation() {
    return this.#once(CloudFormationClient);
  }
  get dynamodb() {
    return this.#once(DynamoDBClient);
  }
  get iam() {
    return this.#once(IAMClient);
  }
  get kms() {
    return this.#once(KMSClient);
  }
  get lambda() {
    return this.#once(LambdaClient);
  }
  get organizations() {
    return this.#once(OrganizationsClient);
  }
  get ram() {
    return this.#once(RAMClient);
  }
  get s3() {
    return this.#once(S3Client);
  }
  get sns() {
    return this.#once(SNSClient);
  }
  get sqs() {
    return this.#once(SQSClient);
  }
  get sts() {
    return this.#once(STSClient);
  }

  destroy(): void {
    for (const client of this.#made.values()) client.destroy();
    this.#made.clear();
  }

  #once<Client extends Configurable>(Kind: new (configuration: Configuration) => Client): Client {
    const made = this.#made.get(Kind) as Client | undefined;
    if (made !== undefined) return made;
    const client = new Kind(configurationOf(this.#options));
    if (this.#options.endpoint !== undefined && this.#options.asIfByTls !== false) claimTls(client);
    this.#made.set(Kind, client);
    return client;
  }
}

type Configuration = ReturnType<typeof configurationOf>;

/** A server that does not answer is given up after seconds: it may have died. */
function configurationOf({ endpoint, region, credentials, attempts = 3 }: ClientsOptions) {
  return {
    region,
    credentials: { ...credentials },
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 },
    // Only S3 knows the last one: a server under a number has no host names for buckets.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  };
}

type Handler<Input, Output> = (call: Input) => Promise<Output>;

interface Configurable {
  destroy(): void;
  readonly middlewareStack: {
    add(
      middleware: <Input extends { request: unknown }, Output>(next: Handler<Input, Output>) => Handler<Input, Output>,
      options: { readonly step: 'build'; readonly name: string },
    ): void;
  };
}

function claimTls({ middlewareStack }: Configurable): void {
  middlewareStack.add(
    (next) => (call) => {
      const { headers } = call.request as { headers: Record<string, string> };
      headers['x-forwarded-proto'] = 'https';
      return next(call);
    },
    { step: 'build', name: 'claimTls' },
  );
}
