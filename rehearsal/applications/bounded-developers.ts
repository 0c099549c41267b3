import { guardrailsTree } from '../../lib/analysis/evaluate/guardrails-tree';
import { expectAnswers } from '../evidence/expect-answer';
import { findingsOf } from '../evidence/step';
import { developmentIn } from './development';
import { escalationsIn, type Escalations } from './escalations';
import type { ApplicationStage, ApplicationStep } from './stage';

/** The deployed boundary, on a role that its own policy allows everything. */
export const boundedDevelopers: ApplicationStep = {
  title: 'within the boundary a developer cannot become more than it, and can develop',
  async run(stage) {
    if (stage.organization.baseline === null) return findingsOf([]);
    const results: (string | null)[] = [];
    for (const { account, number, isOpen } of chooseAccounts(stage)) {
      const setting = await escalationsIn(account, number, stage);
      results.push(...(await tryEscalations(setting, isOpen)));
      if (isOpen)
        results.push(...(await expectAnswers('permitted', [setting.bounded], await developmentIn(number, stage))));
    }
    return findingsOf(results, GAPS);
  },
};

const BOUNDARY_KEY = 'the emulator does not send iam:PermissionsBoundary';

const GAPS = [
  {
    what: 'the boundary: creating and changing roles that have it, which is allowed',
    why: `${BOUNDARY_KEY}, so the boundary denies these too`,
  },
  {
    what: 'the boundary: platform roles in calls that name no path, such as iam:PutRolePolicy',
    why: `the emulator omits the path; these calls are denied because ${BOUNDARY_KEY}`,
  },
  {
    what: 'the boundary: stacks, StackSets, the organization, accounts, Identity Center, identity providers and the services that run code as a role, but for Lambda',
    why: 'the emulator does not enforce policies for them, or omits the path of what is called',
  },
];

/** Whoever has no boundary may do the same, so that nothing but the boundary denies it. */
async function tryEscalations({ bounded, unbounded, only, always }: Escalations, isOpen: boolean) {
  return [
    ...(await expectAnswers('denied-explicitly', [bounded], [...only, ...always])),
    ...(isOpen ? await expectAnswers('permitted', [unbounded], only) : []),
  ];
}

interface ChosenAccount {
  readonly account: string;
  readonly number: string;
  /** Whether no guardrail demands the boundary there, so that whoever has none is not limited. */
  readonly isOpen: boolean;
}

/** An account where only the boundary limits developers, and one where guardrails do, too. Those that exist. */
function chooseAccounts({ organization, file }: ApplicationStage): readonly ChosenAccount[] {
  const { downTo } = guardrailsTree(file);
  const demanding = organization.placements
    .filter(({ guardrail }) => guardrail === 'require-permissions-boundary')
    .map(({ target }) => target);
  const { logArchive, audit } = organization;
  const special = [logArchive?.account, audit?.account];
  const found = organization.accounts.flatMap(({ key, accountId, state, hasBaseline }): readonly ChosenAccount[] => {
    if (accountId === null || state !== 'active' || !hasBaseline || special.includes(key)) return [];
    return [{ account: key, number: accountId, isOpen: !downTo(key).some(({ id }) => demanding.includes(id)) }];
  });
  return [true, false].flatMap((isOpen) => found.filter((one) => one.isOpen === isOpen).slice(0, 1));
}
