import type { Organization } from '../../model/organization';
import { PACKING_LOCK } from '../../model/packing-lock';
import { quoted } from '../input/quoted';
import type { NextStep } from './vend-output';

/** A change of the configuration that is to be deployed. */
export interface CommittedChange {
  /** The folder, as the caller gave it. */
  readonly folder: string;
  readonly file: string;
  /** Whether the plan writes the lock of the packing as well. */
  readonly isLockStale: boolean;
  /** The message of the commit. */
  readonly message: string;
}

/** The default of `--organization`, which no command needs to name. */
const DEFAULT_FOLDER = 'organization';

/** How a change gets onto the branch that is deployed. */
export function commitSteps(
  { folder, file, isLockStale, message }: CommittedChange,
  { vending }: Organization,
): readonly NextStep[] {
  const files = [file, ...(isLockStale ? [`${folder}/${PACKING_LOCK}`] : [])];
  const pipeline = vending?.pipeline ?? null;
  return [
    {
      what: 'See what would be deployed, and commit it',
      commands: [
        `npx rampart plan${forRampart(folder)}`,
        `git add ${files.map(quoted).join(' ')}`,
        `git commit -m ${quoted(message)}`,
      ],
    },
    ...(pipeline === null
      ? []
      : [
          {
            what: `Push it, and open a pull request for \`${pipeline.branch}\` of ${pipeline.repository}. Once it is merged, the pipeline plans it again, asks for an approval if somebody must look first, and deploys it`,
            commands: [],
          },
        ]),
  ];
}

/** Where people deploy: the commands. With a pipeline: none. */
export function deploySteps(what: string, commands: readonly string[], { vending }: Organization): readonly NextStep[] {
  return (vending?.pipeline ?? null) === null ? [{ what, commands }] : [];
}

/** Deploys the stacks of some ids, or all. */
export function deployCommand(stacks: string, folder: string): string {
  return `npx cdk deploy ${stacks}${folder === DEFAULT_FOLDER ? '' : ` -c organization=${quoted(folder)}`}`;
}

/** The option for another folder than the default. */
export function forRampart(folder: string): string {
  return folder === DEFAULT_FOLDER ? '' : ` --organization ${quoted(folder)}`;
}
