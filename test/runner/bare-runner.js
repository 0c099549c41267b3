'use strict';
const { dirname, sep } = require('node:path');
const circus = require('jest-circus/runner').default;
require('../../bin/compile.js');

process.setSourceMapsEnabled(true);

const TESTS = dirname(__dirname) + sep;
const CIRCUS = dirname(require.resolve('jest-circus/runner')) + sep;

/** What jest-circus keeps under these symbols belongs to one test file. */
const SYMBOLS = ['EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL', 'RETRY_TIMES'].map((name) => Symbol.for(name));

/**
 * Runs a test file with jest-circus, but loads modules as Node.js does. Jest would evaluate the CDK, the guardrails and all
 * schemas again for each file, which took longer than the tests. The modules of `test` are evaluated for each file.
 */
module.exports = async function run(globalConfig, config, environment, _runtime, path, sendMessageToJest) {
  const { moduleMocker } = environment;
  for (const symbol of SYMBOLS) Reflect.deleteProperty(globalThis, symbol);
  globalThis.jest = {
    fn: (implementation) => moduleMocker.fn(implementation),
    spyOn: (object, method) => moduleMocker.spyOn(object, method),
    setTimeout: (milliseconds) => void (globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')] = milliseconds),
  };
  const files = Object.keys(require.cache).filter((file) => belongsToFile(file, globalConfig));
  for (const file of files) Reflect.deleteProperty(require.cache, file);
  const runtime = {
    requireInternalModule: require,
    requireModule: require,
    setGlobalsForRuntime: () => undefined,
    unstable_shouldLoadAsEsm: () => false,
    enterTestCode: () => undefined,
    leaveTestCode: () => undefined,
  };
  return circus(globalConfig, config, environment, runtime, path, sendMessageToJest);
};

/** Whether a module is evaluated for each test file. While Jest watches, a source can change. */
function belongsToFile(file, { watch, watchAll }) {
  if (file.startsWith(__dirname)) return false;
  return file.startsWith(TESTS) || file.startsWith(CIRCUS) || ((watch || watchAll) && !file.includes('node_modules'));
}
