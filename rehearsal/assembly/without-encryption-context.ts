/**
 * Removes the conditions that demand an encryption context, and returns whether there were any. The emulator does not send
 * the keys `kms:EncryptionContext:…`, so that such a statement would never apply.
 */
export function withoutEncryptionContext<Content>(content: Content): {
  readonly content: Content;
  readonly isChanged: boolean;
} {
  let isChanged = false;
  const visit = (value: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, path));
    if (typeof value !== 'object' || value === null) return value;
    const [element, operator] = path.slice(-2);
    const entries = Object.entries(value).filter(([key]) => {
      const isDropped = element === 'Condition' && operator === 'Null' && key.startsWith('kms:EncryptionContext:');
      isChanged ||= isDropped;
      return !isDropped;
    });
    return Object.fromEntries(
      entries
        .map(([key, inner]) => [key, visit(inner, [...path, key])] as const)
        .filter(([key, inner]) => !(path.at(-1) === 'Condition' && key === 'Null' && isEmpty(inner))),
    );
  };
  return { content: visit(content, []) as Content, isChanged };
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
