// Cleans up behind a rehearsal, however it ends: it outlives whoever started it, and begins when that one's end of the
// pipe closes, which a crash does too. Then it ends every process that it was told of (`process PID`, each the leader
// of a group of its own), those that stand-ins for containers left (their pid files), and removes the folder.
// After `keep` it leaves everything as it is.
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
  // What was just ended may still write for a moment.
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
