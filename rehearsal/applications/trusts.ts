import { applicationPlaces } from '../../lib/model/access';
import { runs } from '../../lib/model/actors';
import type { Application } from '../../lib/model/organization';
import { send } from '../aws/send';
import { call } from '../calls/call';
import { readAnswer } from '../calls/read-answer';
import { expectAnswers } from '../evidence/expect-answer';
import { findingsOf } from '../evidence/step';
import type { NotRehearsed } from '../verify/verification-tally';
import { functionWith } from './become';
import { tryWorkflows } from './github';
import type { ApplicationStage, ApplicationStep } from './stage';
import { applicationRoleArn, numberOf } from './stores';

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

async function tryRole({ key, runsOn }: Application, account: string, stage: ApplicationStage) {
  const number = numberOf(stage.organization, account);
  const arn = applicationRoleArn(number, key);
  const administrator = await stage.callers.administrator(account);
  const session = { RoleArn: arn, RoleSessionName: 'rehearsal' };
  const assume = call(`becomes the application ${key}`, 'sts:AssumeRole', arn, session);
  // By the root user: guardrails may demand tags of a function.
  const root = await stage.sessions.root(number);
  const input = functionWith(arn, `rehearsal-of-${key}`);
  return [
    ...(await expectAnswers('denied', [administrator], [assume])),
    await expectFunction(
      send(root, 'lambda:CreateFunction', input),
      runsOn.lambda,
      `a function runs as ${key} in ${account}`,
    ),
  ];
}

/** Lambda itself refuses a role that does not trust it. */
async function expectFunction(creation: Promise<unknown>, isTrusted: boolean, what: string): Promise<string | null> {
  const answer = await readAnswer(creation);
  const isRefused = answer.kind === 'failed' && answer.message.startsWith('InvalidParameterValueException');
  return (isTrusted ? answer.kind === 'permitted' : isRefused) ? null : `${what}: ${JSON.stringify(answer)}`;
}

function gapsOf({ key, runsOn: { ec2, ecs, pods } }: Application): readonly NotRehearsed[] {
  const kinds = [...(ec2 ? ['instances'] : []), ...(ecs ? ['tasks of ECS'] : []), ...(pods.length > 0 ? ['pods'] : [])];
  return kinds.map((what) => ({
    what: `the application ${key}: its trust in ${what}`,
    why: 'the emulator does not evaluate the trust of roles for them; a session of the role is opened in another way',
  }));
}
