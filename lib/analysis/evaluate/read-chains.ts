import type { ControlPolicyType } from '../../iam/control-policy-type';
import { FULL_ACCESS, type Chain } from '../../iam/algebra/chain';
import { memoize } from '../../iam/memoize';
import type { PolicyDocument, Statement } from '../../iam/statement';
import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { mapStrings } from '../../model/placeholder';
import { guardrailParts } from './provenance';

/** What hangs above one account. */
export interface NamedChain {
  readonly chain: Chain;
  /** Equal for chains that say the same in the same words, level by level. */
  readonly name: string;
}

/** Where a statement comes from. */
export interface Author {
  readonly guardrails: readonly string[];
  readonly document: string;
}

/** By the statements of the chains. */
export type Authors = WeakMap<Statement, Author>;

export type ReadChain = (type: ControlPolicyType, account: string) => NamedChain;

/**
 * Reads the chains of one state of an organization. Documents of equal content are one, also between states: give both
 * the same `names`.
 *
 * @param resolve puts ids in the place of placeholders, the same for both states
 */
export function chainReader(
  file: GuardrailsFile,
  resolve: (text: string) => string,
  { names, authors }: { readonly names: Map<string, number>; readonly authors: Authors },
): ReadChain {
  const targets = new Map(file.targets.map((target) => [target.id, target]));
  const hanging = new Map<string, NamedDocument[]>();
  for (const { name, type, targets: places, content, guardrails = {} } of file.documents) {
    const document: PolicyDocument = mapStrings(content, resolve);
    // Where a statement is several guardrails', each part is its own: together they say what it says.
    const parts = guardrailParts(document.Statement, guardrails);
    for (const part of parts) authors.set(part.statement, { guardrails: part.guardrails, document: name });
    const divided = { ...document, Statement: parts.map(({ statement }) => statement) };
    const text = JSON.stringify(divided);
    const number = names.get(text) ?? names.size;
    names.set(text, number);
    for (const place of places)
      hanging.set(place, [...(hanging.get(place) ?? []), { type, document: divided, name: String(number) }]);
  }
  const level = ({ id, fullAwsAccess = true }: GuardrailsTarget, type: ControlPolicyType): Level => {
    const allowsAll = fullAwsAccess || type === 'RESOURCE_CONTROL_POLICY';
    const own = hanging.get(id)?.filter((each) => each.type === type) ?? [];
    if (allowsAll && own.length === 0) return SILENT;
    return {
      documents: [...(allowsAll ? [FULL_ACCESS] : []), ...own.map(({ document }) => document)],
      name: [allowsAll ? '*' : '', ...own.map(({ name }) => name)].join(),
    };
  };
  const read = (type: ControlPolicyType): ((id: string) => NamedChain) => {
    const above: (id: string) => NamedChain = memoize((id) => {
      const target = targets.get(id);
      if (target === undefined) return { chain: [], name: '' };
      const { documents, name } = level(target, type);
      const parent = target.parent === undefined ? { chain: [], name: '' } : above(target.parent);
      if (name === SILENT.name) return parent;
      return { chain: [...parent.chain, documents], name: `${parent.name} ${name}` };
    });
    return above;
  };
  const readers = {
    SERVICE_CONTROL_POLICY: read('SERVICE_CONTROL_POLICY'),
    RESOURCE_CONTROL_POLICY: read('RESOURCE_CONTROL_POLICY'),
  };
  return (type, account) => {
    const { chain, name } = readers[type](account);
    return { chain: chain.length === 0 ? [[FULL_ACCESS]] : chain, name };
  };
}

interface NamedDocument {
  readonly type: ControlPolicyType;
  readonly document: PolicyDocument;
  readonly name: string;
}

interface Level {
  readonly documents: Chain[number];
  readonly name: string;
}

/** A level that allows everything and denies nothing says nothing. */
const SILENT: Level = { documents: [FULL_ACCESS], name: '*' };
