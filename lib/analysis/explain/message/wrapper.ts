import { wrapped } from './clean-text';

/** What an SDK or a tool writes around AWS's message: the operation that failed, and where its text starts. */
export interface Wrapper {
  readonly start: number;
  /** As the SDK names it; null: not told. */
  readonly service: string | null;
  readonly operation: string;
}

/** The groups of each pattern are the service, if it tells one, and the operation. */
const WRAPPERS: readonly RegExp[] = [
  // The AWS CLI and boto3.
  new RegExp(
    `${wrapped('An error occurred')}\\s*\\([^)]*\\)\\s*${wrapped('when calling the ')}()(\\w+)\\s+operation`,
    'g',
  ),
  new RegExp(`(?<!\\)\\s*)${wrapped('when calling the ')}()(\\w+)\\s+operation`, 'g'),
  // The SDK for Go, version 2, and so Terraform and Kubernetes controllers.
  new RegExp(`${wrapped('operation error ')}([\\w ]+?):\\s*(\\w+)(?=\\s*,|\\s*$)`, 'gm'),
  // CloudFormation.
  /\bAPI:\s*([\w-]+):(\w+)/g,
];

/** The wrappers in a text, in its order. */
export function findWrappers(text: string): readonly Wrapper[] {
  const found = WRAPPERS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 1: service = '', 2: operation = '' }) => ({
      start: index,
      service: service === '' ? null : service.replace(/\s+/g, ' '),
      operation,
    })),
  );
  return found.sort((one, other) => one.start - other.start);
}

/** The service that the SDK for Java names behind a message, or a command of the AWS CLI before it; null: none. */
export function serviceIn(text: string): string | null {
  const named = /\(Service:\s*([\w ]+?)\s*[;,]/.exec(text)?.[1] ?? /\baws\s+([a-z0-9-]+)\s+[a-z0-9-]+/.exec(text)?.[1];
  return named?.replace(/^s3api$/, 's3') ?? null;
}

/**
 * Whether a text has the words with which S3 answers: it gives no reason, and adds an identifier of the host.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
export function isLikeS3(text: string): boolean {
  return /\bhost id:|\bS3 Extended Request ID\b|\(AccessDenied\)[^:]*:\s*Access Denied\b|<Code>AccessDenied<\/Code>/.test(
    text,
  );
}
