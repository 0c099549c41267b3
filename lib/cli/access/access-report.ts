import { NOT_KNOWN, type AccessAnswer, type AccessQuestion } from '../../analysis/access/answer';
import { describeActor, describeRights, partnerRole } from '../../model/describe-access';
import { applicationPermissionSet, BACKUP } from '../../model/names';
import type { Grantee, StoreAccess } from '../../model/access';
import type { Position } from '../../model/problem';
import { paragraph, toned, type Cell, type Inline, type Report, type Section } from '../../report/report';
import { principalEntry, type AccountsOfEntry } from '../report/principal-entry';
import { capitalized, counted, inARow, wrapNames } from '../../report/words';

/** Who reaches what, for people: a table of stores, then of roles, then what is closed. */
export function accessReport(answer: AccessAnswer, question: AccessQuestion, accounts: AccountsOfEntry): Report {
  return {
    title: titleOf(answer, question),
    lead: (question.principal?.notes ?? []).map((note) => paragraph(note)),
    sections: [
      ...principalSection(answer, question, accounts),
      ...tableSection(
        ['Store', 'May', 'Who, by which line'],
        answer.access.map((entry) => [storeCell(entry), describeRights(entry), whoCell(entry)]),
      ),
      ...tableSection(
        ['Role', 'What may act as it, by which line'],
        answer.roles.map(({ role, account, actors, at }) => [
          placeCell(role, account),
          withLines(
            actors.length === 0
              ? ['nothing: `runsOn` is empty']
              : actors.map((one) => capitalized(plain(describeActor(one)))),
            [at],
          ),
        ]),
      ),
      ...tableSection(
        ['Retired', 'Stores, closed for everybody'],
        answer.retired.map(({ application, account, stores, at }) => [
          placeCell(application, account),
          withLines(stores.length === 0 ? ['none'] : wrapNames(stores, WIDTH), [at]),
        ]),
      ),
      {
        blocks: [
          paragraph(`Read from the grants of the configuration alone. Not known here: ${inARow(NOT_KNOWN, 'and')}.`),
        ],
      },
    ],
  };
}

function principalSection(
  { principals }: AccessAnswer,
  { principal }: AccessQuestion,
  accounts: AccountsOfEntry,
): readonly Section[] {
  if (principal === null || principals.length === 0) return [];
  const entries = principals.map((one) => principalEntry(one, accounts));
  return [{ title: `What ${principal.given} may, and where`, blocks: [{ kind: 'entries', entries }] }];
}

/** Of the last column, so that the table fits into 100 columns with names of usual length. */
const WIDTH = 60;

function tableSection(head: readonly Inline[], rows: readonly (readonly Cell[])[]): readonly Section[] {
  return rows.length === 0 ? [] : [{ blocks: [{ kind: 'table', head, rows }] }];
}

function titleOf({ access }: AccessAnswer, { application, store, principal, account }: AccessQuestion): string {
  const stores = new Set(access.map(({ store }) => JSON.stringify(store))).size;
  if (principal !== null)
    return stores === 0
      ? `${principal.given} reaches no store of an application`
      : `${principal.given} reaches ${counted(stores, 'store')} of applications`;
  if (stores === 0) return 'Nobody reaches a store of an application';
  const found = `${counted(access.length, 'grantee')} of ${counted(stores, 'store')} of applications`;
  const isAll = application === null && store === null && account === null;
  return isAll ? `${found}; nobody else is granted anything` : found;
}

function storeCell({ store: { application, store, account } }: StoreAccess): Cell {
  return placeCell(`${application}/${store}`, account);
}

function placeCell(name: string, account: string): Cell {
  return { lines: [name, toned('quiet', `in ${account}`)] };
}

function whoCell({ who, store, at }: StoreAccess): Cell {
  return withLines(describeWho(who, store.account), at);
}

function withLines(lines: readonly Inline[], at: readonly Position[]): Cell {
  return { lines: [...lines, ...at.map(({ file, line }) => toned('quiet', `  ${file}:${line}`))] };
}

/** In lines of a cell. */
function describeWho(who: Grantee, account: string): readonly string[] {
  const from = (of: string): string => (of === account ? '' : ` of ${of}`);
  switch (who.kind) {
    case 'application':
      return [`application ${who.application}${from(who.account)}`];
    case 'people':
      return [`people of ${who.group}`, `  as ${applicationPermissionSet(who.application)}${from(who.account)}`];
    case 'backup':
      return ['AWS Backup', `  as ${BACKUP.role.path.slice(1)}${BACKUP.role.name}`];
    case 'partner':
      return [`partner ${partnerRole(who)}`, `  ${who.until === null ? 'without an end' : `until ${who.until}`}`];
  }
}

/** Of names within tables, nothing stands out. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}
