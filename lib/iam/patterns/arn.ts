/** `arn:partition:service:region:account:resource`. The sixth part may contain colons. */
export type ArnParts = readonly [string, string, string, string, string, string];

/** The Region in an ARN; null: it has none, or a pattern for some. */
export function regionIn(arn: string): string | null {
  const region = splitArn(arn)?.[3] ?? '';
  return /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(region) ? region : null;
}

/** The six parts of an ARN; null if the text is not an ARN. */
export function splitArn(text: string): ArnParts | null {
  if (!text.startsWith('arn:')) return null;
  const partition = 4;
  const service = text.indexOf(':', partition) + 1;
  if (service === 0) return null;
  const region = text.indexOf(':', service) + 1;
  if (region === 0) return null;
  const account = text.indexOf(':', region) + 1;
  if (account === 0) return null;
  const resource = text.indexOf(':', account) + 1;
  if (resource === 0) return null;
  return [
    'arn',
    text.slice(partition, service - 1),
    text.slice(service, region - 1),
    text.slice(region, account - 1),
    text.slice(account, resource - 1),
    text.slice(resource),
  ];
}
