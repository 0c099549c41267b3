import { wrapped } from './clean-text';

/** What an SDK or a tool writes around AWS's message: the operation that failed, and where its text starts. */
export interface Wrapper {
  readonly start: number;
  /** As the SDK names it; null: not told. */
  readonly service: string | null;
  /** Null: not told. */
  readonly operation: string | null;
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

/** How the SDK for Go, version 1, starts a message without a sentence. */
const WITHOUT_OPERATION =
  /\b(?:AccessDenied: Access Denied\b|UnauthorizedOperation: You are not authorized to perform this operation\.\s+Encoded)/g;

/** The wrappers in a text, in its order. */
export function findWrappers(text: string): readonly Wrapper[] {
  const found = WRAPPERS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 1: service = '', 2: operation = '' }) => ({
      start: index,
      service: service === '' ? null : service.replace(/\s+/g, ' '),
      operation,
    })),
  );
  const others = [...text.matchAll(WITHOUT_OPERATION)].flatMap(({ index }): readonly Wrapper[] => {
    const line = text.lastIndexOf('\n', index);
    const isWithin = found.some(({ start }) => start > line && start < index);
    return isWithin ? [] : [{ start: index, service: null, operation: null }];
  });
  return [...found, ...others].sort((one, other) => one.start - other.start);
}

/** The service of the command of the AWS CLI that makes an operation, if a text has the command. */
export function serviceOfCommand(text: string, operation: string): string | null {
  const command = operation.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
  return new RegExp(`\\baws\\s+([a-z0-9-]+)\\s+${command}\\b`).exec(text)?.[1]?.replace(/^s3api$/, 's3') ?? null;
}

/** The service that the SDK for Java names behind a message; null: none. */
export function serviceIn(text: string): string | null {
  return /\(Service:\s*([\w ]+?)\s*[;,]/.exec(text)?.[1] ?? null;
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
