import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Environment } from './environment';
import type { Running, Workspace } from './workspace';

/** The qualifier of our bootstrap: `cdk.json` names it, too. */
const QUALIFIER = 'rampart';

/** The CDK's command line, as a person would use it: docs/deploy.md. */
export interface Cdk {
  bootstrap(account: string, region: string): Running;
  /**
   * @param assembly a folder with a cloud assembly
   * @param stacks their names for the command line; default: all
   */
  deploy(assembly: string, stacks?: readonly string[]): Running;
  /** Exits with 1 when something would change. */
  diff(assembly: string): Running;
  destroy(assembly: string, stacks?: readonly string[]): Running;
}

export interface CdkOptions {
  readonly workspace: Workspace;
  readonly nodePath: string;
  readonly environment: Environment;
}

export function cdkCommand({ workspace, nodePath, environment }: CdkOptions): Cdk {
  const executable = join(dirname(createRequire(__filename).resolve('aws-cdk/package.json')), 'bin/cdk');
  // Below a folder of its own, where no `cdk.json` of anybody's has a say.
  const folder = workspace.makeFolder('cdk');
  const run = (...args: string[]): Running =>
    workspace.start({ command: nodePath, args: [executable, '--no-notices', '--ci', ...args], environment, folder });
  return {
    bootstrap: (account, region) =>
      run(
        ...['bootstrap', `aws://${account}/${region}`, '--qualifier', QUALIFIER],
        ...['--toolkit-stack-name', 'Rampart-Bootstrap', '--termination-protection'],
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
