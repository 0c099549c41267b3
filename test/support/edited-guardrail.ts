import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';
import type { AnyGuardrail } from '../../policies/core/management-guardrail';

const POLICIES = join(__dirname, '../../policies');

/** A text in a file of `policies/`, and what a colleague writes instead. */
export interface Edit {
  /** The path below `policies/`, without its extension, such as `data/perimeter-services`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A guardrail after an edit of its file, or of a file that it imports. Nothing on disk changes. */
export function editedGuardrail(id: string, edit: Edit): AnyGuardrail {
  const loaded = new Map<string, NodeJS.Dict<unknown>>();
  const edited = join(POLICIES, `${edit.file}.ts`);
  const load = (path: string): NodeJS.Dict<unknown> => {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const exports = {};
    loaded.set(path, exports);
    const code = path === edited ? compile(apply(edit, readFileSync(path, 'utf8')), path) : compiled(path);
    const fromOutside = createRequire(path);
    const run = compileFunction(code, ['exports', 'require'], { filename: path }) as Run;
    run(exports, (id) => {
      const target = resolve(dirname(path), id);
      return id.startsWith('.') && target.startsWith(POLICIES) ? load(`${target}.ts`) : fromOutside(id);
    });
    return exports;
  };
  const exported = Object.values(load(join(POLICIES, `${id}.ts`))) as readonly AnyGuardrail[];
  const guardrail = exported.find((one) => one.id === id);
  if (guardrail === undefined || !loaded.has(edited))
    throw new Error(`${id} is not made from policies/${edit.file}.ts`);
  return guardrail;
}

type Run = (exports: object, require: (id: string) => unknown) => void;

/** An edit whose text is gone from the file would prove nothing. */
function apply({ file, from, to }: Edit, text: string): string {
  const places = text.split(from).length - 1;
  if (places !== 1) throw new Error(`policies/${file}.ts must contain this text once, not ${places} times: ${from}`);
  return text.replace(from, () => to);
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
