'use strict';
const { findSourceMap } = require('node:module');
const { ModuleMocker } = require('jest-mock');

/** Node.js itself as the environment of a test file: no context of its own, so that a module is loaded once per worker. */
class BareEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;
  #before = { console, exit: process.exit, environment: { ...process.env }, directory: process.cwd() };

  getVmContext() {
    return null;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Jest's own reader of source maps does not know what Node.js loads. Its 100 frames cost each `expect` and the CDK much. */
  async setup() {
    Error.stackTraceLimit = 25;
    this.#before.prepareStackTrace = Error.prepareStackTrace;
    Error.prepareStackTrace = (error, sites) =>
      [String(error), ...sites.map((site) => `    at ${describeSite(site)}`)].join('\n');
  }

  /** The next file finds what this one found. */
  async teardown() {
    const { console, exit, environment, directory, prepareStackTrace } = this.#before;
    this.moduleMocker.restoreAllMocks();
    Object.assign(globalThis, { console });
    Object.assign(Error, { prepareStackTrace });
    Object.assign(process, { exit, exitCode: undefined });
    for (const name of Object.keys(process.env)) if (!(name in environment)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environment);
    process.chdir(directory);
  }
}

/** A line of a stack trace, with the position in the source. */
function describeSite(site) {
  if (!site.getFileName()?.endsWith('.ts')) return String(site);
  const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
  const { originalLine, originalColumn } = findSourceMap(site.getFileName())?.findEntry(line - 1, column - 1) ?? {};
  if (originalLine === undefined) return String(site);
  return String(site).replace(`:${line}:${column}`, `:${originalLine + 1}:${originalColumn + 1}`);
}

module.exports = BareEnvironment;
