import type { RuleContext } from '../../../../../lib/iam/dialect';

/** A document for which a rule is tested. */
export interface Sample {
  /** Completes "fires on" or "is silent on". */
  readonly name: string;
  readonly document: unknown;
  readonly type: RuleContext['type'];
  readonly quota?: number;
  readonly written?: number;
}

export interface BadSample extends Sample {
  /** The pointer of the finding. */
  readonly pointer: string;
}

/** For one rule: documents with a finding, and similar documents without one. */
export interface RuleCases {
  readonly fires: readonly BadSample[];
  readonly silent: readonly Sample[];
}

type Element = Readonly<Record<string, unknown>>;

export function bad(name: string, pointer: string, ...statements: readonly Element[]): BadSample {
  return { ...good(name, ...statements), pointer };
}

export function good(name: string, ...statements: readonly Element[]): Sample {
  return { name, type: 'SERVICE_CONTROL_POLICY', document: { Version: '2012-10-17', Statement: statements.map(deny) } };
}

export function badRcp(name: string, pointer: string, ...statements: readonly Element[]): BadSample {
  return { ...goodRcp(name, ...statements), pointer };
}

export function goodRcp(name: string, ...statements: readonly Element[]): Sample {
  const everyone = statements.map((statement) => ({ Principal: '*', ...statement }));
  return { ...good(name, ...everyone), type: 'RESOURCE_CONTROL_POLICY' };
}

export function badDocument(name: string, pointer: string, document: unknown): BadSample {
  return { ...goodDocument(name, document), pointer };
}

export function goodDocument(name: string, document: unknown): Sample {
  return { name, type: 'SERVICE_CONTROL_POLICY', document };
}

/** A deny of everything, with some elements replaced. `undefined` removes an element. */
function deny(elements: Element): Element {
  const { NotAction, NotResource } = elements;
  const given: Element = {
    Effect: 'Deny',
    ...(NotAction === undefined ? { Action: '*' } : {}),
    ...(NotResource === undefined ? { Resource: '*' } : {}),
    ...elements,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
