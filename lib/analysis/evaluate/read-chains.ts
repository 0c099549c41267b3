import type { ControlPolicyType } from '../../iam/control-policy-type';
import { FULL_ACCESS, type Chain } from '../../iam/algebra/chain';
import { memoize } from '../../iam/memoize';
import type { PolicyDocument, Statement } from '../../iam/statement';
import type { GuardrailsDocument, GuardrailsTarget } from '../../model/guardrails-file';
import { mapStrings } from '../../model/placeholder';
import { isManaging, type GuardrailsTree } from './guardrails-tree';
import { guardrailParts } from './provenance';

/** The policies of one type from the root down to an account. */
export interface NamedChain {
  readonly chain: Chain;
  /** Equal for chains with the same text, level by level. */
  readonly name: string;
}

/** The provenance of a statement. */
export interface Author {
  readonly guardrails: readonly string[];
  readonly document: string;
}

/** The provenance of the statements of chains. */
export type Authors = WeakMap<Statement, Author>;

export type ReadChain = (type: ControlPolicyType, account: string) => NamedChain;

/**
 * Reads the chains of one state of an organization. To compare states, pass the same `names` for both: documents with
 * equal content get the same name.
 *
 * @param resolve replaces placeholders by ids
 */
export function chainReader(
  tree: GuardrailsTree,
  resolve: (text: string) => string,
  { names, authors }: { readonly names: Map<string, number>; readonly authors: Authors },
): ReadChain {
  const read = memoize(({ name, content, guardrails = {} }: GuardrailsDocument): NamedDocument => {
    const document: PolicyDocument = mapStrings(content, resolve);
    // Where several guardrails share a statement, each gets its part of it: the parts together mean the statement.
    const parts = guardrailParts(document.Statement, guardrails);
    for (const part of parts) authors.set(part.statement, { guardrails: part.guardrails, document: name });
    const divided = { ...document, Statement: parts.map(({ statement }) => statement) };
    const text = JSON.stringify(divided);
    const number = names.get(text) ?? names.size;
    names.set(text, number);
    return { document: divided, name: String(number) };
  });
  const levelAt = ({ id, fullAwsAccess = true }: GuardrailsTarget, type: ControlPolicyType): ChainLevel => {
    const allowsAll = fullAwsAccess || type === 'RESOURCE_CONTROL_POLICY';
    const own = tree.documentsAt(id).flatMap((document) => (document.type === type ? [read(document)] : []));
    if (allowsAll && own.length === 0) return SILENT;
    return {
      documents: [...(allowsAll ? [FULL_ACCESS] : []), ...own.map(({ document }) => document)],
      name: [allowsAll ? '*' : '', ...own.map(({ name }) => name)].join(),
    };
  };
  const chainsOf = (type: ControlPolicyType): ((id: string) => NamedChain) => {
    const downTo: (id: string) => NamedChain = memoize((id) => {
      const target = tree.find(id);
      if (target === undefined || isManaging(target, tree.file)) return NOTHING;
      const { documents, name } = levelAt(target, type);
      const above = target.parent === undefined ? NOTHING : downTo(target.parent);
      if (name === SILENT.name) return above;
      return { chain: [...above.chain, documents], name: `${above.name} ${name}` };
    });
    return downTo;
  };
  const chains = {
    SERVICE_CONTROL_POLICY: chainsOf('SERVICE_CONTROL_POLICY'),
    RESOURCE_CONTROL_POLICY: chainsOf('RESOURCE_CONTROL_POLICY'),
  };
  return (type, account) => {
    const { chain, name } = chains[type](account);
    return { chain: chain.length === 0 ? [[FULL_ACCESS]] : chain, name };
  };
}

interface NamedDocument {
  readonly document: PolicyDocument;
  readonly name: string;
}

interface ChainLevel {
  readonly documents: Chain[number];
  readonly name: string;
}

const NOTHING: NamedChain = { chain: [], name: '' };

/** A level that allows everything and denies nothing: it changes no decision. */
const SILENT: ChainLevel = { documents: [FULL_ACCESS], name: '*' };
