/** Policy documents for the rehearsal's calls of IAM. */

/** A policy that allows everything, so that only guardrails can deny. */
export const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** A trust policy for everyone in these accounts. */
export function trusting(...accounts: readonly string[]): string {
  const roots = accounts.map((account) => `arn:aws:iam::${account}:root`);
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: roots }, Action: 'sts:AssumeRole' }],
  });
}

/** `arn:aws:iam::111111111111:role/platform/deployment` → its path `/platform/` and its name `deployment`. */
export function pathOf(arn: string): { readonly path: string; readonly name: string } {
  const [, path = '/', name = ''] = /^[^/]*(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
  return { path, name };
}

/** Ignores the error that a resource exists already, and throws any other. */
export function unlessItExists(error: unknown): void {
  if (!isThereAlready(error)) throw error;
}

export function isThereAlready(error: unknown): boolean {
  return error instanceof Error && /Already(?:Exists|Owned)|ResourceInUse|ResourceConflict/.test(error.name);
}
