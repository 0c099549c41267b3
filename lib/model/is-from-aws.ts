/** Whether a `guardrails.json` says what exists at AWS. A configuration says what is intended: it has placements. */
export function isFromAws({ placements }: { readonly placements?: unknown }): boolean {
  return placements === undefined;
}
