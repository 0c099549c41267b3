import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const POLICIES = join(__dirname, '../../policies');

/** A change of a file of `policies/`: some of its text, and what a careless or hostile colleague writes instead. */
export interface TextEdit {
  /** The path below `policies/`, without its extension. */
  readonly file: string;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What decides nothing: words for people, the probes themselves, and what makes them. */
const NO_DECISIONS = [
  'summary',
  'rationale',
  'references',
  'variants',
  'probes',
  'check',
  'conflicts',
  'reason',
  'source',
];
const PROBE_FILES =
  /^(?:probes\/|catalogue$|core\/(?:.*probes?|future-actions|role-samples|management-guardrail|guardrail)$)/;

/** Every edit of every policy file and shared builder, in the order of the files. */
export function allEdits(): readonly TextEdit[] {
  return readdirSync(POLICIES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.replace(/\.ts$/, '').replaceAll('\\', '/'))
    .filter((file) => !PROBE_FILES.test(file))
    .sort()
    .flatMap((file) => editsOf(file, readFileSync(join(POLICIES, `${file}.ts`), 'utf8')));
}

/** The file's text after an edit. */
export function edited({ file, start, end, text }: TextEdit): string {
  const before = readFileSync(join(POLICIES, `${file}.ts`), 'utf8');
  return before.slice(0, start) + text + before.slice(end);
}

/** An edit as a person reads it. */
export function describeEdit(edit: TextEdit): string {
  const before = readFileSync(join(POLICIES, `${edit.file}.ts`), 'utf8');
  const line = before.slice(0, edit.start).split('\n').length;
  return `${edit.kind}: policies/${edit.file}.ts:${line}: ${JSON.stringify(before.slice(edit.start, edit.end))} → ${JSON.stringify(edit.text)}`;
}

function editsOf(file: string, text: string): readonly TextEdit[] {
  const source = ts.createSourceFile(`${file}.ts`, text, ts.ScriptTarget.Latest, true);
  const edits: TextEdit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return;
    if (isNamed(node) && NO_DECISIONS.includes(node.name.getText(source))) return;
    if (ts.isFunctionDeclaration(node) && /^find|Probes$/.test(node.name?.text ?? '')) return;
    for (const [kind, start, end, now] of editsAt(node, source)) edits.push({ file, kind, start, end, text: now });
    node.forEachChild(visit);
  };
  visit(source);
  return edits;
}

function isNamed(node: ts.Node): node is ts.PropertyAssignment | ts.MethodDeclaration {
  return ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node);
}

function isName(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node.parent) && node.parent.name === node;
}

type Found = readonly [kind: string, start: number, end: number, text: string];

function editsAt(node: ts.Node, source: ts.SourceFile): readonly Found[] {
  const [start, end] = [node.getStart(source), node.getEnd()];
  if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) return drops(node, source);
  if (ts.isCallExpression(node) && /^deny(?:Resource)?$/.test(node.expression.getText(source)))
    return backDoors(node, source);
  if (ts.isStringLiteral(node)) return isName(node) ? keyEdits(node, start, end) : textEdits(node, start, end);
  if (ts.isIdentifier(node) && isName(node)) return operatorEdits(node.text, start, end);
  if (ts.isBinaryExpression(node)) return comparisons(node, source);
  return [];
}

/** Each entry of a list, and each property of an object, is dropped. */
function drops(node: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression, source: ts.SourceFile): readonly Found[] {
  const parts: readonly ts.Node[] = ts.isArrayLiteralExpression(node) ? node.elements : node.properties;
  return parts.map((part, index) => {
    const next = parts[index + 1];
    const end = next === undefined ? part.getEnd() : next.getStart(source);
    return ['drop', part.getStart(source), end, ''];
  });
}

/** Conditions and exemptions that no probe uses. */
const BACK_DOORS: readonly (readonly [kind: string, condition: string])[] = [
  ['add a condition', "StringNotEquals: { ...s.Condition?.StringNotEquals, 'aws:PrincipalTag/bypass': 'true' }"],
  ['add a condition', "DateLessThan: { ...s.Condition?.DateLessThan, 'aws:EpochTime': '2240000000' }"],
  ['add a condition', "StringNotLike: { ...s.Condition?.StringNotLike, 'aws:UserAgent': '*let-me-in*' }"],
  ['add a condition', "NotIpAddress: { 'aws:SourceIp': '203.0.113.7/32' }"],
  ['add an exemption', "StringNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/*admin*' }"],
];

function backDoors(node: ts.CallExpression, source: ts.SourceFile): readonly Found[] {
  const { expression } = node;
  return BACK_DOORS.map(([kind, condition]) => [
    kind,
    expression.getStart(source),
    expression.getEnd(),
    `((s) => ${expression.getText(source)}({ ...s, Condition: { ...s.Condition, ${condition} } }))`,
  ]);
}

/** Narrower, wider and other texts: actions, ARNs, patterns and values. */
function textEdits({ text }: ts.StringLiteral, start: number, end: number): readonly Found[] {
  const to = (kind: string, now: string): Found => [kind, start, end, JSON.stringify(now)];
  if (text === 'platform' || text === 'nobody')
    return [to('add an exemption', text === 'platform' ? 'nobody' : 'platform')];
  if (/^[a-z0-9-]+:\*$/.test(text))
    return ['Get*', '*Item*', 'FutureThing'].map((name) => to('narrow', text.replace('*', name)));
  if (/^[a-z0-9-]+:[A-Z]\w*\*?$/.test(text))
    return [to('rename', `${text.replace(/\*$/, '')}x`), to('widen', `${text.split(':')[0] ?? ''}:*`)];
  if (text === '*') return [to('narrow', 'ec2:*'), to('narrow', 'arn:*:s3:::*')];
  if (text.startsWith('arn:'))
    return [
      ...(/\*[^*]*$/.test(text) ? [to('narrow', text.replace(/\*([^*]*)$/, '$1'))] : []),
      to('widen', `${text}*`),
      to('widen', text.replace(/[^:/]+$/, '*')),
    ];
  return /^(?:true|false)$/.test(text)
    ? [to('rename', text === 'true' ? 'false' : 'true')]
    : [to('rename', `${text}x`)];
}

/** A condition key by another name. */
function keyEdits({ text }: ts.StringLiteral, start: number, end: number): readonly Found[] {
  return /^[\w-]+:/.test(text) ? [['rename', start, end, `'${text}x'`]] : [];
}

/** The opposite of a condition operator, and `Action` or `Resource` and their opposites. */
function operatorEdits(name: string, start: number, end: number): readonly Found[] {
  if (/^(?:Action|Resource)$/.test(name)) return [['widen', start, end, `Not${name}`]];
  if (/^Not(?:Action|Resource)$/.test(name)) return [['narrow', start, end, name.slice(3)]];
  const match = /^(String|Arn|Numeric)(Not)?(Equals|Like)$/.exec(name);
  return match === null
    ? []
    : [['rename', start, end, `${match[1] ?? ''}${match[2] === undefined ? 'Not' : ''}${match[3] ?? ''}`]];
}

const OTHERS: Readonly<Record<string, string>> = {
  '>': '>=',
  '<': '<=',
  '>=': '>',
  '<=': '<',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
};

function comparisons({ operatorToken }: ts.BinaryExpression, source: ts.SourceFile): readonly Found[] {
  const other = OTHERS[operatorToken.getText(source)];
  return other === undefined ? [] : [['rename', operatorToken.getStart(source), operatorToken.getEnd(), other]];
}
