// Replaces a container engine's command line, as far as the emulator needs it to run Lambda functions of Node.js: a
// container is a folder, and starting it starts a Node.js process that serves the function in the folder.
// RAMPART_CONTAINERS is the folder of all containers. `serve` is our own command: `start` runs it as a process.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const SELF = fileURLToPath(import.meta.url);
const CONTAINERS = process.env.RAMPART_CONTAINERS;

const commands = { create, cp: copy, start, port, logs, rm: remove, serve };
const [command, ...args] = process.argv.slice(2);
// Every other command (`info`, `ps`, `network`, `volume`, `pull`) succeeds without output.
await commands[command]?.(...args);

function create(...options) {
  const environment = {};
  for (const [index, option] of options.entries()) {
    if (option !== '-e') continue;
    const [, name, value] = /^([^=]*)(?:=(.*))?$/s.exec(options[index + 1]);
    // Without a value, our own is used. Inside a container, host.docker.internal is this machine.
    environment[name] = (value ?? process.env[name] ?? '').replaceAll('host.docker.internal', '127.0.0.1');
  }
  const container = randomBytes(16).toString('hex');
  mkdirSync(join(CONTAINERS, container, 'task'), { recursive: true });
  write(container, 'container.json', JSON.stringify({ environment, handler: options.at(-1) }));
  console.log(container);
}

/** `SOURCE/. CONTAINER:/var/task` */
function copy(source, destination) {
  const [container, path] = destination.split(':');
  cpSync(source, join(folderOf(container), basename(path)), { recursive: true });
}

function start(container) {
  const folder = folderOf(container);
  const log = openSync(join(folder, 'log'), 'a');
  const child = spawn(process.execPath, [SELF, 'serve', container], {
    cwd: join(folder, 'task'),
    detached: true,
    env: { PATH: process.env.PATH, NODE_PATH: process.env.NODE_PATH, RAMPART_CONTAINERS: CONTAINERS },
    stdio: ['ignore', log, log],
  });
  child.unref();
  write(container, 'pid', String(child.pid));
}

/** Waits until the function listens, and prints its address. */
async function port(container) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const found = read(container, 'port');
    if (found !== undefined) return console.log(`127.0.0.1:${found}`);
    await pause(100);
  }
  throw new Error(`container ${container} does not listen: ${read(container, 'log') ?? ''}`);
}

function logs(...options) {
  console.log(read(options.at(-1), 'log') ?? '');
}

/** `-f CONTAINER` */
function remove(...options) {
  const container = options.at(-1);
  const pid = read(container, 'pid');
  try {
    if (pid !== undefined) process.kill(-Number(pid), 'SIGKILL');
  } catch {
    // It has ended already.
  }
  rmSync(folderOf(container), { recursive: true, force: true });
}

/** Serves the function as Lambda's runtime interface emulator does. */
function serve(container) {
  const { environment, handler } = JSON.parse(read(container, 'container.json'));
  Object.assign(process.env, environment);
  const [module, name] = handler.split('.');
  const run = createRequire(join(folderOf(container), 'task', 'index.js'))(`./${module}`)[name];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await invoke(run, JSON.parse(body))) ?? 'null');
  });
  server.listen(0, '127.0.0.1', () => {
    write(container, 'port', String(server.address().port));
  });
}

async function invoke(run, event) {
  const context = { awsRequestId: randomBytes(16).toString('hex'), getRemainingTimeInMillis: () => 60_000 };
  try {
    return await run(event, context);
  } catch (error) {
    console.error(error);
    return { errorType: error.name, errorMessage: error.message };
  }
}

function folderOf(container) {
  // The folder may be removed, so the name must be one of ours.
  if (!/^[0-9a-f]{32}$/.test(container)) throw new Error(`there is no container ${container}`);
  return join(CONTAINERS, container);
}

/** Writes the file in one step, so that nobody reads a part of it. */
function write(container, name, text) {
  const file = join(folderOf(container), name);
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function read(container, name) {
  try {
    return readFileSync(join(folderOf(container), name), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
