/** What a role may, as one statement. */
export interface Right {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** Why a resource has a wildcard; more than 60 characters. Not stated: none has. */
  readonly because?: string;
}
