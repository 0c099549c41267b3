/** What a build does, as CodeBuild takes it. */
export interface BuildSpecObject {
  readonly version: '0.2';
  readonly env: { readonly shell: 'bash'; readonly 'exported-variables'?: readonly string[] };
  readonly phases: {
    readonly install: { readonly 'runtime-versions': Readonly<Record<string, number>> };
    readonly build: { readonly commands: readonly string[] };
  };
  readonly artifacts?: { readonly files: readonly string[] };
}

export interface BuildSpecParts {
  /** The variables that later actions may read. */
  readonly exports?: readonly string[];
  /** Run one after another, in one shell; the first that fails ends the build. */
  readonly commands: readonly string[];
  /** What the build leaves, as patterns of files. */
  readonly files?: readonly string[];
}

/**
 * A build specification that stands in the template, and not in the repository: what is judged must not change its judge.
 *
 * All commands are in one phase. After a failed build CodeBuild would still run `post_build`.
 *
 * Sources: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html and
 * https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html
 */
export function buildSpec({ exports, commands, files }: BuildSpecParts): BuildSpecObject {
  return {
    version: '0.2',
    env: { shell: 'bash', ...(exports && { 'exported-variables': exports }) },
    phases: { install: { 'runtime-versions': { nodejs: 22 } }, build: { commands } },
    ...(files && { artifacts: { files } }),
  };
}
