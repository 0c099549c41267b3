import { spawnSync } from 'node:child_process';
import { findEmulator, INSTALL } from '../rehearsal/emulator/find-emulator';
import { RehearsalFailure } from '../rehearsal/failure';

/** Prints the path of the pinned emulator, or installs it with cargo. Exit code 2: there is none, and cargo failed. */
function main(): number {
  try {
    console.log(findEmulator(undefined, process.env));
    return 0;
  } catch (error) {
    if (!(error instanceof RehearsalFailure)) throw error;
    return install(error);
  }
}

function install({ message }: RehearsalFailure): number {
  const { command, args, environment } = INSTALL;
  const { status, error } = spawnSync(command, args, { env: { ...process.env, ...environment }, stdio: 'inherit' });
  if (error === undefined && status === 0) return 0;
  console.error(message);
  return 2;
}

process.exitCode = main();
