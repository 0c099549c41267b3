import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { IAM_ATTEMPTS } from './vending-attempts';
import { ATTEMPTS_ELSEWHERE } from './vending-attempts-elsewhere';
import { bootstrapRole, EVERYTHING, readWall, together, type WallPolicy } from './vending-documents';
import { possible } from './vending-judging';

/*
 * A merged template acts by CloudFormation's role, whose policies are those of docs/bootstrap/execution. Each attempt is judged by
 * an independent evaluator: against what the policies allow, and against limits.json alone, as if the role were an administrator.
 */

const oracle = useOracle();
const wall = readWall();
const ATTEMPTS = [...IAM_ATTEMPTS, ...ATTEMPTS_ELSEWHERE];
const principal = bootstrapRole('cfn-exec');

/** An administrator within limits. */
const within = (limits: WallPolicy) => ({ principal, identityPolicy: together([EVERYTHING, limits]) });

const idOf = ({ does, action }: { does: string; action: string }): string => `${does}: ${action}`;

testWithOracle('try', async () => {
  const ids = ATTEMPTS.map(idOf);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const all = await possible(oracle(), { principal, identityPolicy: together([wall.grants, wall.limits]) }, ATTEMPTS);
  const granted = await possible(oracle(), { principal, identityPolicy: wall.grants }, ATTEMPTS);
  const free = await possible(oracle(), within(wall.limits), ATTEMPTS);
  console.log('ALL', all.map(idOf));
  console.log('GRANTED diff', ATTEMPTS.filter((a) => granted.includes(a) !== (a.isGranted === true)).map(idOf));
  console.log('LIMITS diff', ATTEMPTS.filter((a) => free.includes(a) !== (a.wall === null)).map(idOf));
  for (const statement of wall.limits.Statement) {
    const got = await possible(oracle(), within({ Version: '2012-10-17', Statement: [statement] }), ATTEMPTS);
    const by = ATTEMPTS.filter((a) => !got.includes(a));
    console.log(
      statement.Sid,
      by.filter((a) => a.wall !== statement.Sid).map(idOf),
      ATTEMPTS.filter((a) => a.wall === statement.Sid && !by.includes(a)).map(idOf),
    );
  }
});
