/** An error that AWS's SDK throws, as far as we use it. */
export interface ThrownBySdk {
  readonly name: string;
  readonly message: string;
  /** Node's name for an error of the network, such as `ECONNREFUSED`. */
  readonly code?: string;
  /** Every error of a call has it. */
  readonly $metadata?: object;
  /** The answer, if there was one. */
  readonly $response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
}

/** Not `instanceof Error`: errors of Node's own may come from another realm. */
export function isThrownBySdk(error: unknown): error is ThrownBySdk {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}

/** Who signs the calls, as the end of a sentence. */
export interface Source {
  readonly described: string;
  /** The profile; null: the environment, or what the SDK finds without one. */
  readonly profile: string | null;
}

/** Where the SDK finds credentials first: a profile that is named wins over keys in the environment. */
export function sourceOf(
  profile: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Source {
  const named = profile ?? (environment['AWS_PROFILE'] || undefined);
  if (named !== undefined) return { described: `profile \`${named}\``, profile: named };
  if (environment['AWS_ACCESS_KEY_ID']) return { described: 'the keys in AWS_ACCESS_KEY_ID', profile: null };
  return { described: 'the profile `default`', profile: 'default' };
}
