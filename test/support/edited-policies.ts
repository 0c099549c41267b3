import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';

export const POLICIES = join(__dirname, '../../policies');

type Exports = NodeJS.Dict<unknown>;
type Run = (exports: object, require: (id: string) => unknown) => void;

/**
 * Loads modules of `policies/` in which one file has another text. Nothing on disk changes, and no module is shared with
 * the ones that are loaded already.
 *
 * @returns a function that loads a module by its path below `policies/`, without extension, and the paths loaded so far
 */
export function editedModules(
  file: string,
  text: string,
): {
  readonly load: (path: string) => Exports;
  readonly loaded: ReadonlySet<string>;
} {
  const modules = new Map<string, Exports>();
  const loaded = new Set<string>();
  const load = (path: string): Exports => {
    const known = modules.get(path);
    if (known !== undefined) return known;
    const exports = {};
    modules.set(path, exports);
    loaded.add(path);
    const filename = join(POLICIES, `${path}.ts`);
    const code = path === file ? compile(text, filename) : compiled(filename);
    const fromOutside = createRequire(filename);
    const run = compileFunction(code, ['exports', 'require'], { filename }) as Run;
    run(exports, (id) => {
      const target = resolve(dirname(filename), id);
      return id.startsWith('.') && target.startsWith(POLICIES)
        ? load(target.slice(POLICIES.length + 1).replaceAll('\\', '/'))
        : fromOutside(id);
    });
    return exports;
  };
  return { load, loaded };
}

const cache = new Map<string, string>();

function compiled(path: string): string {
  const code = cache.get(path) ?? compile(readFileSync(path, 'utf8'), path);
  cache.set(path, code);
  return code;
}

function compile(text: string, filename: string): string {
  const parser = { syntax: 'typescript' } as const;
  return transformSync(text, { filename, jsc: { parser, target: 'es2022' }, module: { type: 'commonjs' } }).code;
}
