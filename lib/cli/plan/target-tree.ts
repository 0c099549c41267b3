import { groupBy } from '../../model/group-by';
import { strong, toned, type Span, type TreeBlock, type TreeNode } from '../../report/report';
import { counted } from '../../report/words';
import type { PlacedGuardrail, TargetSummary } from './summary';

/** Accounts of one unit that are shown although no guardrail is placed on them. */
const PLAIN_ACCOUNTS = 10;

/** The root, its units (with a slash) and accounts, each with the guardrails that are placed there. */
export function targetTree(targets: readonly TargetSummary[]): TreeBlock {
  const children = groupBy(targets, ({ parent }) => parent);
  const toNode = (target: TargetSummary): TreeNode => {
    const { shown, hidden } = shorten(children.get(target.id) ?? []);
    const rest = { label: toned('quiet', `… and ${counted(hidden, 'more account')}`), items: [], children: [] };
    return {
      label: describeTarget(target),
      items: target.guardrails.map(describeGuardrail),
      children: [...shown.map(toNode), ...(hidden > 0 ? [rest] : [])],
    };
  };
  return { kind: 'tree', roots: (children.get(undefined) ?? []).map(toNode) };
}

/** Units first, then accounts. Only the first accounts without anything of their own are shown. */
function shorten(below: readonly TargetSummary[]): {
  readonly shown: readonly TargetSummary[];
  readonly hidden: number;
} {
  const units = below.filter(({ kind }) => kind === 'unit');
  const accounts = below.filter(({ kind }) => kind !== 'unit');
  let plain = 0;
  const shown = accounts.filter(({ kind, guardrails }) => {
    if (kind === 'management-account' || guardrails.length > 0) return true;
    plain += 1;
    return plain <= PLAIN_ACCOUNTS;
  });
  return { shown: [...units, ...shown], hidden: accounts.length - shown.length };
}

function describeTarget({ id, kind, name, state }: TargetSummary): readonly Span[] {
  const key = id.slice(id.lastIndexOf('/') + 1);
  const notes = [
    ...(name === key ? [] : [`“${name}”`]),
    ...(kind === 'management-account' ? ['no service or resource control policy binds the management account'] : []),
    ...(state === undefined || state === 'active' ? [] : [state]),
  ];
  return [
    kind === 'unit' ? strong(`${key}/`) : { text: key },
    ...(notes.length > 0 ? [toned('quiet', `  (${notes.join(', ')})`)] : []),
  ];
}

function describeGuardrail({ id, alreadyInForceFrom }: PlacedGuardrail): string {
  return alreadyInForceFrom === null ? id : `${id} (already in force from ${alreadyInForceFrom})`;
}
