import { renewLock } from '../../analysis/assemble/pack/renew-lock';
import type { Account } from '../../model/organization';
import type { Problem } from '../../model/problem';
import { withAccountFile } from '../../model/read-configuration';
import { listValues } from '../../model/suggest';
import type { Result } from '../command';
import { createFile } from '../input/edit/create-file';
import { checkRead, type CheckedOrganization } from '../input/read-organization';
import { reportProblems, type InputProblem } from '../input/report-problems';
import type { Io } from '../io';
import { printJson, printReport } from '../print-report';
import { askRequest } from './ask-request';
import { mayOmitBudget } from './default-budget';
import { chooseStack } from './choose-stack';
import { describeAccount } from './describe-account';
import { KEY, openUnits } from './find-request-problems';
import { judgeRequest, type Before, type Judgment } from './judge-request';
import { commitSteps, deployCommand, deploySteps, forRampart } from './next-steps';
import { proposeEmail } from './propose-email';
import { explainMissing, type Request, type RequestField, type RequestSource } from './request';
import type { VendOutput } from './vend-output';
import { vendReport } from './vend-report';

/** A request, and what is wrong with it whatever the organization is. */
export interface GivenRequest {
  readonly request: Request;
  readonly source: RequestSource;
  readonly problems: readonly Problem[];
  /** Whether a terminal may ask for what is missing. */
  readonly mayAsk: boolean;
}

interface Options {
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

/** Writes the file of a new account, and shows what the account will have. */
export async function vendAccount(given: GivenRequest, before: Before, options: Options, io: Io): Promise<Result> {
  const request = await complete(given, before, io);
  const judged = judgeRequest(request, before);
  const problems = [...given.problems, ...explain(request, judged, given.source, before)];
  if (problems.length > 0) return reportProblems(problems, options, io);
  const checked = checkRead(withAccountFile(before.read, judged.file));
  if (checked.kind === 'problems') return reportProblems(checked.problems, options, io);
  const account = checked.value.organization.accounts.find(({ key }) => key === judged.file.key);
  if (account === undefined) throw new Error(`\`${judged.file.key}\` is not in its own organization`);
  const isWritten = options.dryRun !== true;
  if (isWritten) createFile(judged.file.file, judged.file.text);
  const output = outputOf(account, before, checked.value, isWritten);
  if (options.json === true) printJson(output, io);
  else printReport(vendReport(output), io);
  return { exitCode: 0 };
}

/** With the proposed address, and with answers, if something is missing and nothing is wrong until now. */
async function complete({ request, source, problems, mayAsk }: GivenRequest, before: Before, io: Io): Promise<Request> {
  const judged = judgeRequest(request, before);
  const isWrong = problems.length + explain(request, judged, source, before, []).length > 0;
  const isMissing = missingFields(request, before).length > 0;
  const answered = mayAsk && isMissing && !isWrong ? await askRequest(request, before, io) : null;
  if (answered !== null) return answered;
  const email = request.email ?? proposeEmail(before.organization, request.name);
  return email === undefined ? request : { ...request, email };
}

/** All problems, as whoever gave the request reads them. */
function explain(
  request: Request,
  { problems, elsewhere }: Judgment,
  source: RequestSource,
  before: Before,
  missing = missingFields(request, before),
): readonly InputProblem[] {
  const allowed = describeFields(before);
  return [...explainMissing(missing, allowed), ...problems].map((problem) => source.explain(problem)).concat(elsewhere);
}

/** What must be given. A pattern gives the address, defaults of the unit give a budget, and an account needs no tags. */
function missingFields(request: Request, before: Before): readonly RequestField[] {
  const hasPattern = (before.organization.vending?.emailPattern ?? null) !== null;
  const required: readonly RequestField[] = [
    'name',
    'unit',
    'owner',
    ...(mayOmitBudget(request.unit, before) ? [] : ['budget' as const]),
    ...(hasPattern ? [] : ['email' as const]),
  ];
  return required.filter((field) => request[field] === undefined);
}

function describeFields({ organization }: Before): Readonly<Record<RequestField, string>> {
  return {
    name: KEY,
    unit: listValues(openUnits(organization).map(({ id }) => id)),
    owner: 'who is responsible for the account, such as `shop@example.com`',
    budget: 'a number above 0, in USD per month; `budgets.defaults` of landing-zone.yaml gives a unit one',
    tags: 'tags and their values',
    email: 'an address that no AWS account has ever had; `vending.email` of landing-zone.yaml proposes one',
  };
}

function outputOf(
  account: Account,
  { folder, organization: before }: Before,
  { organization: after, assembly }: CheckedOrganization,
  isWritten: boolean,
): VendOutput {
  const { key, email, unit, owner, budget, tags, stack, at } = account;
  const gets = describeAccount(account, before, after);
  const { usd, ...alerts } = budget;
  const isLockStale = renewLock(after.packing, assembly) !== undefined;
  const change = { folder, file: at.file, isLockStale, message: `Vend the account ${key}` };
  return {
    formatVersion: 1,
    problems: [],
    account: { name: key, email, unit, owner, budget: usd, alerts, tags, stack },
    file: at.file,
    isWritten,
    gets,
    notes: [
      `AWS sends mail for the root user to ${email}: the mailbox must be there first, and the address can never be used for another account`,
      ...(chooseStack(before).isNew
        ? [
            `The stacks of accounts are full, so that \`${stack}\` becomes the next one; the account stays there for ever`,
          ]
        : []),
      ...(alerts.addresses.length === 0
        ? [
            'Nobody is told when it spends more than its budget: write `addresses` below `budget` of its file, or below `budgets.defaults`',
          ]
        : []),
      ...(gets.people.length === 0
        ? [`Nobody will work in it: no assignment of \`identity.assignments\` reaches \`${unit}\``]
        : []),
    ],
    next: [
      ...commitSteps(change, after),
      ...deploySteps(
        'Deploy it: the account, then its baseline comes by itself, then the rest',
        [
          `${deployCommand(stack, folder)} --no-rollback`,
          `npx rampart wait${forRampart(folder)}`,
          deployCommand('--all', folder),
        ],
        after,
      ),
    ],
  };
}
