import { isObject, isScalar, pointerPart } from './core/document';
import { rule } from './core/rule';
import type { Fault } from './core/rule';

const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'];
const STATEMENT_ELEMENTS = [
  ...['Sid', 'Effect', 'Principal', 'NotPrincipal'],
  ...['Action', 'NotAction', 'Resource', 'NotResource', 'Condition'],
];

export const documentShape = rule({
  id: 'document-shape',
  summary: 'A document consists of the elements that IAM knows, each of its type',
  why: 'AWS refuses a document with any other element, so that nothing at all is denied until somebody notices.',
  fix: 'leave only what https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html lists',
  severity: 'error',
  find: ({ raw, oversized }) => {
    if (oversized !== undefined)
      return [
        { pointer: '', message: oversized, fix: 'no organization policy is so large: nothing of it was checked' },
      ];
    if (!isObject(raw)) return [{ pointer: '', message: 'the document is no JSON object' }];
    const { Statement } = raw;
    const unknown = unknownElements(raw, DOCUMENT_ELEMENTS, '');
    if (Statement === undefined) return [...unknown, { pointer: '', message: 'the document has no `Statement`' }];
    if (!Array.isArray(Statement)) return [...unknown, ...statementFaults(Statement, '/Statement')];
    return [...unknown, ...Statement.flatMap((one: unknown, index) => statementFaults(one, `/Statement/${index}`))];
  },
});

function statementFaults(statement: unknown, pointer: string): readonly Fault[] {
  if (!isObject(statement)) return [{ pointer, message: 'the statement is no JSON object' }];
  const faults: Fault[] = [...unknownElements(statement, STATEMENT_ELEMENTS, pointer)];
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny')
    faults.push({ pointer, message: '`Effect` is neither `Allow` nor `Deny`' });
  for (const element of ['Action', 'Resource']) {
    const present = [element, `Not${element}`].filter((name) => statement[name] !== undefined);
    if (present.length !== 1)
      faults.push({
        pointer,
        message: `the statement has ${present.length === 0 ? 'neither' : 'both'} \`${element}\` and \`Not${element}\``,
      });
    for (const name of present)
      if (!isTextOrList(statement[name], (value) => typeof value === 'string'))
        faults.push({ pointer: `${pointer}/${name}`, message: `\`${name}\` is neither a text nor a list of texts` });
  }
  return [...faults, ...conditionFaults(statement['Condition'], `${pointer}/Condition`)];
}

function conditionFaults(condition: unknown, pointer: string): readonly Fault[] {
  if (condition === undefined) return [];
  if (!isObject(condition)) return [{ pointer, message: '`Condition` is no JSON object' }];
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const place = `${pointer}/${pointerPart(operator)}`;
    if (!isObject(keys)) return [{ pointer: place, message: `\`${operator}\` holds no JSON object of condition keys` }];
    return Object.entries(keys).flatMap(([key, value]) =>
      isTextOrList(value, isScalar)
        ? []
        : [
            {
              pointer: `${place}/${pointerPart(key)}`,
              message: `the values of \`${key}\` are neither a text nor a list of texts`,
            },
          ],
    );
  });
}

function isTextOrList(value: unknown, isText: (value: unknown) => boolean): boolean {
  return Array.isArray(value) ? value.every(isText) : isText(value);
}

function unknownElements(
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
  pointer: string,
): readonly Fault[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => ({ pointer: `${pointer}/${pointerPart(name)}`, message: `IAM knows no element \`${name}\` here` }));
}
