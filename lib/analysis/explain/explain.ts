import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { GuardrailsDocument, GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { prepareJudge } from '../evaluate/decide';
import { buildDirectory, type KnownAccount } from '../evaluate/directory';
import { guardrailsTree, isAccount } from '../evaluate/guardrails-tree';
import { interpreter } from '../evaluate/interpret';
import { guardrailParts } from '../evaluate/provenance';
import type { Decision, RequestLine } from '../evaluate/request-line';

/** Why a request is decided as it is. */
export interface Explanation {
  readonly decision: Decision;
  /** From the root down to the caller's account, then what else leads to the accounts of its resources. */
  readonly path: readonly Step[];
}

/** What one level says of a request. */
export interface Step {
  readonly target: string;
  readonly kind: GuardrailsTarget['kind'];
  /** Statements here that deny, or may. */
  readonly statements: readonly StepStatement[];
  /** Where only listed documents allow: whether they allow the request; null where everything is allowed. */
  readonly allows: 'yes' | 'no' | 'maybe' | null;
}

/** A Deny that applies to a request, or may; what several guardrails share is told for each. */
export interface StepStatement {
  readonly document: string;
  readonly type: ControlPolicyType;
  /** The policy's id at AWS, once it is known. */
  readonly awsId: string | null;
  /** A JSON pointer into the document. */
  readonly pointer: string;
  readonly sid: string | null;
  readonly guardrails: readonly string[];
  readonly verdict: 'denies' | 'may deny';
  /** The condition keys on which it hangs. */
  readonly missing: readonly string[];
  /** Patterns of `aws:PrincipalArn` that it leaves out. */
  readonly leavesOut: readonly string[];
}

/** Follows a request, in which `check` finds nothing, level by level. */
export function explain(file: GuardrailsFile, request: RequestLine): Explanation {
  const decision = prepareJudge(file).decide(request);
  return { decision, path: pathOf(file, request).map((target) => explainStep(file, target, request)) };
}

/** The targets whose documents may concern a request. */
function pathOf(file: GuardrailsFile, request: RequestLine): readonly GuardrailsTarget[] {
  const directory = buildDirectory(guardrailsTree(file));
  const { account, accesses } = interpreter(directory)(request);
  const targets = new Map(file.targets.map((target) => [target.id, target]));
  const chain = (known: KnownAccount | null): readonly GuardrailsTarget[] => {
    if (known === null) return [];
    const own = file.targets.find((target) => isAccount(target) && directory.findAccount(target.id) === known);
    const path: GuardrailsTarget[] = [];
    for (let at = own; at !== undefined; at = at.parent === undefined ? undefined : targets.get(at.parent))
      path.unshift(at);
    return path;
  };
  return [...new Set([account, ...accesses.map((access) => access.account)].flatMap(chain))];
}

/** Asks the evaluator about one level as if nothing hung anywhere else. */
function explainStep(file: GuardrailsFile, target: GuardrailsTarget, request: RequestLine): Step {
  const documents = file.documents
    .filter(({ targets }) => targets.includes(target.id))
    .map((document) => ({ ...document, targets: [target.id] }));
  const { id, kind } = target;
  const here = decideBy(withDocuments(file, documents, id), request);
  if (here.decision === 'permitted')
    return { target: id, kind, statements: [], allows: target.fullAwsAccess === false ? 'yes' : null };
  return {
    target: id,
    kind,
    statements: documents.flatMap((document) => explainDocument(file, document, request)),
    allows: target.fullAwsAccess === false ? explainAllows(file, documents, id, request) : null,
  };
}

function explainDocument(
  file: GuardrailsFile,
  document: GuardrailsDocument,
  request: RequestLine,
): readonly StepStatement[] {
  const { Statement } = document.content;
  return guardrailParts(Statement, document.guardrails ?? {}).flatMap((part): readonly StepStatement[] => {
    const { pointer, statement, guardrails } = part;
    if (statement.Effect !== 'Deny') return [];
    const alone = { ...document, guardrails: {}, content: { ...document.content, Statement: [statement] } };
    const { decision, missing } = decideBy(withDocuments(file, [alone], null), request);
    if (decision === 'permitted') return [];
    return [
      {
        document: document.name,
        type: document.type,
        awsId: document.awsId ?? null,
        pointer,
        sid: statement.Sid ?? null,
        guardrails,
        verdict: decision === 'denied' ? 'denies' : 'may deny',
        missing,
        leavesOut: leftOutBy(statement),
      },
    ];
  });
}

function explainAllows(
  file: GuardrailsFile,
  documents: readonly GuardrailsDocument[],
  target: string,
  request: RequestLine,
): Step['allows'] {
  const allowing = documents.map((document) => ({
    ...document,
    guardrails: {},
    content: { ...document.content, Statement: document.content.Statement.filter(({ Effect }) => Effect === 'Allow') },
  }));
  const { decision } = decideBy(
    withDocuments(
      file,
      allowing.filter(({ content }) => content.Statement.length > 0),
      target,
    ),
    request,
  );
  return decision === 'permitted' ? 'yes' : decision === 'denied' ? 'no' : 'maybe';
}

/** The file with these documents only; everything is allowed but where `listed` says what it allows. */
function withDocuments(
  file: GuardrailsFile,
  documents: readonly GuardrailsDocument[],
  listed: string | null,
): GuardrailsFile {
  const targets = file.targets.map(({ fullAwsAccess, ...target }) =>
    target.id === listed && fullAwsAccess === false ? { ...target, fullAwsAccess } : target,
  );
  return { ...file, targets, documents };
}

function decideBy(file: GuardrailsFile, request: RequestLine): Decision {
  return prepareJudge(file).decide(request);
}

/** Operators and keys without regard to case, as IAM takes them. */
function leftOutBy({ Condition }: GuardrailsDocument['content']['Statement'][number]): readonly string[] {
  return Object.entries(Condition ?? {}).flatMap(([operator, keys]) => {
    if (!/^(?:ArnNotLike|ArnNotEquals|StringNotLike|StringNotEquals)(?:IfExists)?$/i.test(operator)) return [];
    return Object.entries(keys).flatMap(([key, values]) =>
      key.toLowerCase() === 'aws:principalarn' ? [values].flat().map(String) : [],
    );
  });
}
