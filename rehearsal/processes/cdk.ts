import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BOOTSTRAP } from '../../lib/model/names';
import type { Environment } from './environment';
import type { RunningProgram, Workspace } from './workspace';

/** The CDK's command line, used as in docs/deploy.md. */
export interface Cdk {
  /** @param as the qualifier and the name of the stack; default: those of all stacks but the pipeline's */
  bootstrap(account: string, regions: readonly string[], as?: typeof BOOTSTRAP): RunningProgram;
  /**
   * @param assembly a folder with a cloud assembly
   * @param stacks their ids on the command line; default: all
   */
  deploy(assembly: string, stacks?: readonly string[]): RunningProgram;
  /** Exits with 1 if something would change. */
  diff(assembly: string): RunningProgram;
  destroy(assembly: string, stacks?: readonly string[]): RunningProgram;
}

export interface CdkOptions {
  readonly workspace: Workspace;
  readonly nodePath: string;
  readonly environment: Environment;
}

export function cdkCommand({ workspace, nodePath, environment }: CdkOptions): Cdk {
  const executable = join(dirname(createRequire(__filename).resolve('aws-cdk/package.json')), 'bin/cdk');
  // In a folder of its own, so that no other `cdk.json` applies.
  const folder = workspace.makeFolder('cdk');
  const run = (...args: string[]): RunningProgram =>
    workspace.start({ command: nodePath, args: [executable, '--no-notices', '--ci', ...args], environment, folder });
  return {
    bootstrap: (account, regions, { qualifier, stackName } = BOOTSTRAP) =>
      run(
        ...['bootstrap', ...regions.map((region) => `aws://${account}/${region}`)],
        ...['--qualifier', qualifier],
        ...['--toolkit-stack-name', stackName, '--termination-protection'],
        ...['--cloudformation-execution-policies', 'arn:aws:iam::aws:policy/AdministratorAccess'],
      ),
    deploy: (assembly, stacks = ['--all']) =>
      run(
        ...['deploy', ...stacks, '--app', assembly, '--no-rollback'],
        ...['--require-approval', 'never', '--progress', 'events'],
      ),
    diff: (assembly) => run('diff', '--all', '--app', assembly, '--fail'),
    destroy: (assembly, stacks = ['--all']) => run('destroy', ...stacks, '--app', assembly, '--force'),
  };
}
