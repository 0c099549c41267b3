import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyGuardrail } from '../../policies/core/management-guardrail';
import { editedModules, POLICIES } from './edited-policies';

/** A text in a file of `policies/`, and what a colleague writes instead. */
export interface Edit {
  /** The path below `policies/`, without its extension, such as `data/perimeter-services`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A guardrail after an edit of its file, or of a file that it imports. Nothing on disk changes. */
export function editedGuardrail(id: string, edit: Edit): AnyGuardrail {
  const { load, loaded } = editedModules(edit.file, apply(edit));
  const exported = Object.values(load(id)) as readonly AnyGuardrail[];
  const guardrail = exported.find((one) => one.id === id);
  if (guardrail === undefined || !loaded.has(edit.file))
    throw new Error(`${id} is not made from policies/${edit.file}.ts`);
  return guardrail;
}

/** An edit whose text is gone from the file would prove nothing. */
function apply({ file, from, to }: Edit): string {
  const text = readFileSync(join(POLICIES, `${file}.ts`), 'utf8');
  const places = text.split(from).length - 1;
  if (places !== 1) throw new Error(`policies/${file}.ts must contain this text once, not ${places} times: ${from}`);
  return text.replace(from, () => to);
}
