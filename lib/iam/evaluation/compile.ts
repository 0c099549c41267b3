/** Compiles policy documents, to evaluate many requests. */
import { actionMatcher } from '../patterns/action-pattern';
import { compileConditions, type Condition } from '../conditions/condition';
import type { AccessRequest } from './context';
import { resourceMatcher, type ResourceMatcher } from '../patterns/resource-pattern';
import type { OneOrMany, Statement } from '../statement';
import { not, type Truth } from './truth';

/** A reason why it is not known whether a statement applies. */
export interface Doubt {
  /** Equal for doubts with the same resolution. */
  readonly id: string;
  /** Condition keys as written in the policy, or `resource`. */
  readonly keys: readonly string[];
}

/** A statement, compiled to evaluate many requests. */
export interface CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  /** Its place in the document, as a JSON pointer. */
  readonly pointer: string;
  /** `action` is in lower case. */
  matchesAction(action: string): boolean;
  /** It applies to every request for a matching action. */
  readonly unconditional: boolean;
  /** Whether it applies to a request for a matching action. */
  applies(request: AccessRequest): Truth;
  /** Why `applies` returns null. All listed keys must be known to resolve it. */
  doubts(request: AccessRequest): readonly Doubt[];
}

/** A document of any origin. Without `Version`, AWS assumes the oldest version. */
export interface CompilableDocument {
  readonly Version?: string;
  readonly Statement: readonly Statement[];
}

/** The version that introduced policy variables. In older versions, `${…}` is plain text. */
const VERSION_WITH_VARIABLES = '2012-10-17';

/** Compiles a document that `parsePolicy` accepts. Throws an error for an unknown operator. */
export function compile(document: CompilableDocument): readonly CompiledStatement[] {
  const variables = document.Version === VERSION_WITH_VARIABLES;
  return document.Statement.map((statement, index) => compileStatement(statement, `/Statement/${index}`, variables));
}

function compileStatement(statement: Statement, pointer: string, variables: boolean): CompiledStatement {
  const resource = compileResource(statement, variables);
  const conditions = compileConditions(statement.Condition ?? {}, variables);
  const unconditional = resource === null && conditions.length === 0;
  return {
    effect: statement.Effect,
    pointer,
    matchesAction: compileAction(statement),
    unconditional,
    applies: unconditional ? () => true : (request) => applies(resource, conditions, request),
    doubts: (request) => doubts(resource, conditions, request),
  };
}

function compileAction({ Action, NotAction }: Statement): (action: string) => boolean {
  if (Action !== undefined) return actionMatcher(listOf(Action));
  if (NotAction === undefined) return () => false;
  const matches = actionMatcher(listOf(NotAction));
  return (action) => !matches(action);
}

interface ResourceTest {
  holds(request: AccessRequest): Truth;
  readonly id: string;
  readonly variables: ResourceMatcher['variables'];
}

/** Null if every resource matches. */
function compileResource({ Resource, NotResource }: Statement, variables: boolean): ResourceTest | null {
  const patterns = listOf(Resource ?? NotResource ?? '*');
  if (NotResource === undefined && patterns.includes('*')) return null;
  const matcher = resourceMatcher(patterns, variables);
  return {
    id: JSON.stringify([NotResource === undefined, patterns]),
    variables: matcher.variables,
    holds:
      NotResource === undefined
        ? ({ resource, context }) => matcher.matches(resource, context)
        : ({ resource, context }) => not(matcher.matches(resource, context)),
  };
}

function applies(resource: ResourceTest | null, conditions: readonly Condition[], request: AccessRequest): Truth {
  let outcome: Truth = true;
  if (resource !== null) {
    outcome = resource.holds(request);
    if (outcome === false) return false;
  }
  for (const condition of conditions) {
    const holds = condition.holds(request.context);
    if (holds === false) return false;
    if (holds === null) outcome = null;
  }
  return outcome;
}

function doubts(
  resource: ResourceTest | null,
  conditions: readonly Condition[],
  request: AccessRequest,
): readonly Doubt[] {
  const found: Doubt[] = [];
  if (resource?.holds(request) === null) {
    found.push({ id: resource.id, keys: resourceKeys(resource, request) });
  }
  for (const condition of conditions) {
    if (condition.holds(request.context) === null) {
      found.push({ id: condition.id, keys: condition.openKeys(request.context) });
    }
  }
  return found;
}

/** The unknown variables, or `resource` if the resource is unknown or AWS does not document whether it matches. */
function resourceKeys({ variables }: ResourceTest, { resource, context }: AccessRequest): readonly string[] {
  if (resource === null) return ['resource'];
  const open = variables.filter((name) => typeof context.value(name.toLowerCase()) === 'symbol');
  return open.length > 0 ? open : ['resource'];
}

function listOf(value: OneOrMany): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
