// Cleans up after a rehearsal. It outlives the rehearsal, and starts when the rehearsal's end of the pipe closes, also
// after a crash. It ends every process that was reported (`process PID`, each the leader of a process group) and every
// process with a pid file of container-stand-in.mjs, and removes the folder. After `keep` it does nothing.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [folder] = process.argv.slice(2);
const processes = new Set();
let isKept = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [word, pid] = line.split(' ');
  if (word === 'process') processes.add(Number(pid));
  if (word === 'ended') processes.delete(Number(pid));
  if (word === 'keep') isKept = true;
}

if (!isKept) {
  for (const pid of [...processes, ...containers()]) end(pid);
  // The ended processes may still be writing.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

function containers() {
  const containersFolder = join(folder, 'containers');
  return list(containersFolder).flatMap((name) => {
    try {
      return [Number(readFileSync(join(containersFolder, name, 'pid'), 'utf8'))];
    } catch {
      return [];
    }
  });
}

function list(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function end(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
