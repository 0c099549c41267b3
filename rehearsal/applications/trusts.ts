import { applicationPlaces } from '../../lib/model/access';
import type { Application } from '../../lib/model/organization';
import { call } from '../calls/call';
import { expectAnswers } from '../evidence/expect-answer';
import { findingsOf } from '../evidence/step';
import type { NotRehearsed } from '../verify/verification-tally';
import { runs } from './application-callers';
import { functionWith } from './become';
import { tryWorkflows } from './github';
import type { ApplicationStage, ApplicationStep } from './stage';
import { applicationRole, numberOf } from './stores';

/** Who becomes an application, by the deployed trust of its role. */
export const trusts: ApplicationStep = {
  title:
    "only what a file names becomes an application: its functions, its workflows' exact subjects, and no administrator",
  async run(stage) {
    const results: (string | null)[] = [];
    const gaps: NotRehearsed[] = [];
    for (const { application, account, state } of applicationPlaces(stage.organization)) {
      if (state !== 'active' || !runs(application.runsOn)) continue;
      results.push(...(await tryRole(application, account, stage)));
      if (application.runsOn.github.length > 0) results.push(...(await tryWorkflows(application, account, stage)));
      gaps.push(...gapsOf(application));
    }
    return findingsOf(results, gaps);
  },
};

async function tryRole({ key, runsOn }: Application, account: string, { organization, callers }: ApplicationStage) {
  const arn = applicationRole(numberOf(organization, account), key);
  const administrator = await callers.administrator(account);
  const session = { RoleArn: arn, RoleSessionName: 'rehearsal' };
  const assume = call(`becomes the application ${key}`, 'sts:AssumeRole', arn, session);
  const create = call(
    `creates a function that runs as ${key}`,
    'lambda:CreateFunction',
    arn,
    functionWith(arn, `rehearsal-of-${key}`),
  );
  return [
    ...(await expectAnswers('denied', [administrator], [assume])),
    ...(runsOn.lambda
      ? await expectAnswers('permitted', [administrator], [create])
      : [await expectRefusal(() => create.send(administrator.clients), `a function runs as ${key}`)]),
  ];
}

/** A refusal by the service itself: not by a policy of the caller. */
async function expectRefusal(attempt: () => Promise<unknown>, fault: string): Promise<string | null> {
  try {
    await attempt();
    return fault;
  } catch (error) {
    if (!(error instanceof Error && '$metadata' in error)) throw error;
    return error.name === 'InvalidParameterValueException' ? null : `${fault}? ${error.name}: ${error.message}`;
  }
}

function gapsOf({ key, runsOn: { ec2, ecs, pods } }: Application): readonly NotRehearsed[] {
  const kinds = [...(ec2 ? ['instances'] : []), ...(ecs ? ['tasks of ECS'] : []), ...(pods.length > 0 ? ['pods'] : [])];
  return kinds.map((what) => ({
    what: `the application ${key}: its trust in ${what}`,
    why: 'the emulator does not evaluate the trust of roles for them; a session of the role is opened in another way',
  }));
}
