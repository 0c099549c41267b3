// Lets Node load the TypeScript sources as they are: a stale build of a guardrail must be impossible. What swc makes of a
// source is kept by the hash of everything that it is made from, and so serves just the same source again.
'use strict';
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');

const OPTIONS = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  swcrc: false,
};
const MAKER = require('@swc/core/package.json').version;
/** Whoever may write here may write the packages, too. */
const KEPT = join(__dirname, '../node_modules/.cache/rampart');

process.setSourceMapsEnabled(true);
require.extensions['.ts'] = (module, path) => {
  module._compile(toJavaScript(readFileSync(path, 'utf8'), basename(path)), path);
};

function toJavaScript(source, filename) {
  const origin = JSON.stringify([MAKER, OPTIONS, filename, source]);
  const path = join(KEPT, `${createHash('sha256').update(origin).digest('hex')}.js`);
  const kept = tryRead(path);
  if (kept !== undefined) return kept;
  // Loaded only where there is something to do.
  const { code } = require('@swc/core').transformSync(source, { ...OPTIONS, filename });
  tryKeep(path, code);
  return code;
}

function tryRead(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Where nothing can be kept, it is made each time. */
function tryKeep(path, code) {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(draft, code);
    // Whoever reads it meanwhile must find all of it, or nothing.
    renameSync(draft, path);
  } catch {
    return;
  }
}
