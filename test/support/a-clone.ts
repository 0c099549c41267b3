import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A Git repository with one commit: a tool, and a configuration. */
export class AClone {
  readonly scratch = mkdtempSync(join(tmpdir(), 'rampart-'));
  readonly folder = join(this.scratch, 'clone');
  /** The first commit. */
  readonly first: string;

  constructor() {
    mkdirSync(this.folder);
    this.git('init', '--quiet', '--initial-branch=main');
    this.write('tool.ts', 'the tool');
    this.write('lib/part.ts', 'a part');
    this.write('organization/landing-zone.yaml', 'organization: {}');
    this.first = this.commit();
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
  }

  /** Commits everything, and returns the commit. */
  commit(): string {
    this.git('add', '--all');
    return this.commitAdded();
  }

  /** Commits what the index holds. */
  commitAdded(): string {
    this.git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message=change');
    return this.head;
  }

  get head(): string {
    return this.git('rev-parse', 'HEAD');
  }

  git(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('git', [...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: this.scratch },
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  remove(): void {
    rmSync(this.scratch, { recursive: true });
  }
}

/** The AWS CLI, which knows the deployed revision. */
export function awsWithRevision(revision: string): string {
  return `case $* in *describe-stacks*) echo '${revision}' ;; *) exit 1 ;; esac`;
}

/** The AWS CLI before the first deployment. */
export const AWS_WITHOUT_STACK =
  "echo 'An error occurred (ValidationError): Stack with id Rampart-Guardrails does not exist' >&2; exit 254";
