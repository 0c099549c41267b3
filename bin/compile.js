'use strict';
const { transformSync } = require('@swc/core');
const { addHook } = require('pirates');

// The sources as they are, without their types. ts-node would do the same, but loads the TypeScript compiler first, which
// takes longer than most commands: docs/decisions/0006-runtime-dependencies.md.
addHook(
  (source, filename) =>
    transformSync(source, {
      filename,
      configFile: false,
      swcrc: false,
      sourceMaps: 'inline',
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    }).code,
  { exts: ['.ts'] },
);
