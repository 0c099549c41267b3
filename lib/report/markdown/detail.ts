/** How much of a report is shown. */
export interface Detail {
  /** Characters of a text, of a value, and of a block of code. */
  readonly longest: { readonly prose: number; readonly code: number; readonly block: number };
  /** Entries of each list, rows of each table. */
  readonly entries: number;
  /** Entries of each list that are not folded. */
  readonly open: number;
  /** Values of each list of an entry. */
  readonly values: number;
  readonly hasExamples: boolean;
}

/** Everything, and nothing folded: a page of a repository. */
export const PAGE: Detail = {
  longest: { prose: Infinity, code: Infinity, block: Infinity },
  entries: Infinity,
  open: Infinity,
  values: Infinity,
  hasExamples: true,
};

/**
 * A comment. A few entries of each section are open, so that the next section is seen without scrolling, and the first
 * values of each list are shown.
 */
const COMMENT: Detail = { ...PAGE, longest: { prose: 1_000, code: 200, block: 4_000 }, open: 5, values: 20 };

/** Less and less, until a comment fits. */
export const COMMENTS: readonly [Detail, ...Detail[]] = [
  COMMENT,
  { ...COMMENT, hasExamples: false },
  ...[1_000, 200, 100, 50, 20, 10, 5, 2, 1].map((entries) => ({ ...COMMENT, entries, values: 0, hasExamples: false })),
];

/** The verdict and the counts. */
export const NOTHING: Detail = { ...COMMENT, entries: 0, values: 0, hasExamples: false };

/** What a shortened comment does not show, as a sentence without its end. */
export function describeOmission({ values }: Detail): string {
  return values > 0 ? 'Examples are omitted' : 'Examples, lists and most changes are omitted';
}
