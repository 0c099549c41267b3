import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { IAM_ATTEMPTS, REFUSED_BY_AWS } from './vending-attempts';
import { ATTEMPTS_ELSEWHERE, UNNAMED_KEY_ATTEMPTS } from './vending-attempts-elsewhere';
import { bootstrapRole, conditionsOf, EVERYTHING, readWall, together, type WallPolicy } from './vending-documents';
import { FUNCTION_ATTEMPTS } from './vending-function-attempts';
import { possible, type WallCall } from './vending-judging';

/*
 * A merged template acts by CloudFormation's role, whose policies are those of docs/bootstrap/execution. Each attempt is judged by
 * an independent evaluator, twice: by what the policies allow, and by limits.json alone, as if the role were an administrator. What
 * the template makes has the boundary.
 */

const oracle = useOracle();
const wall = readWall();
const ATTEMPTS = [...IAM_ATTEMPTS, ...ATTEMPTS_ELSEWHERE];
const principal = bootstrapRole('cfn-exec');
const FUNCTION = 'arn:aws:iam::111111111111:role/Rampart-OrganizationSett-CallsRoleCC7036D6-0123456789ab';

const within = (limits: WallPolicy) => ({ principal, identityPolicy: together([EVERYTHING, limits]) });
const as = (identityPolicy: WallPolicy) => ({ principal, identityPolicy });
const bounded = (permissionsBoundary: WallPolicy) => ({
  ...{ principal: FUNCTION, identityPolicy: EVERYTHING, permissionsBoundary },
});
const alone = (statement: WallPolicy['Statement'][number]): WallPolicy => ({
  ...{ Version: wall.limits.Version, Statement: [statement] },
});
const idOf = ({ does, action }: WallCall): string => `${does}: ${action}`;

/** To loop over them. */
const named = wall.limits.Statement.map((statement) => [statement.Sid ?? '', statement] as const);

test('the list has many attempts, each with what it would gain, and some against each statement', () => {
  expect(ATTEMPTS.length).toBeGreaterThan(150);
  expect(new Set(ATTEMPTS.map(idOf)).size).toBe(ATTEMPTS.length);
  expect(ATTEMPTS.filter(({ gains }) => gains === '')).toEqual([]);
  const walls = new Set(ATTEMPTS.map((attempt) => attempt.wall).filter((sid) => sid !== null));
  expect([...walls].sort()).toEqual(named.map(([sid]) => sid).sort());
});

testWithOracle('nothing gets out: CloudFormation may do none of it', async () => {
  expect((await possible(oracle(), as(together([wall.grants, wall.limits])), ATTEMPTS)).map(idOf)).toEqual([]);
});

testWithOracle('the policies that allow something allow none of it, but what only the limits stop', async () => {
  const allowed = await possible(oracle(), as(wall.grants), ATTEMPTS);
  expect(allowed.map(idOf)).toEqual(ATTEMPTS.filter(({ isGranted }) => isGranted).map(idOf));
});

testWithOracle('the limits stop each attempt against them, whatever somebody allows the role', async () => {
  const allowed = await possible(oracle(), within(wall.limits), ATTEMPTS);
  expect(allowed.map(idOf)).toEqual(ATTEMPTS.filter((attempt) => attempt.wall === null).map(idOf));
});

testWithOracle.each(named)('%s alone stops the attempts against it', async (sid, statement) => {
  const against = ATTEMPTS.filter((attempt) => attempt.wall === sid);
  expect((await possible(oracle(), within(alone(statement)), against)).map(idOf)).toEqual([]);
});

testWithOracle('nobody but Identity Center changes a role of people: AWS refuses it', async () => {
  expect(await possible(oracle(), as(EVERYTHING), REFUSED_BY_AWS)).toEqual([]);
});

testWithOracle('a role of the stacks does none of it, even if a template lets it do everything', async () => {
  expect(FUNCTION_ATTEMPTS.length).toBeGreaterThan(40);
  expect((await possible(oracle(), bounded(wall.boundary), FUNCTION_ATTEMPTS)).map(idOf)).toEqual([]);
});

describe('what the attempts notice', () => {
  testWithOracle.each(named)('limits without %s', async (sid, statement) => {
    const weaker = { ...wall.limits, Statement: wall.limits.Statement.filter((one) => one !== statement) };
    const against = ATTEMPTS.filter((attempt) => attempt.wall === sid);
    expect((await possible(oracle(), within(weaker), against)).length).toBeGreaterThan(0);
  });

  testWithOracle.each(conditionsOf(wall.grants, /^iam:/))('an execution policy without %s of %s', async (key, sid) => {
    const weaker = without(readWall().grants, sid, key);
    const allowed = await possible(oracle(), as(weaker), IAM_ATTEMPTS);
    expect(allowed.length).toBeGreaterThan(IAM_ATTEMPTS.filter(({ isGranted }) => isGranted).length);
  });

  testWithOracle.each(['ForAllValues:StringEquals', 'ForAnyValue:StringEquals'])(
    'rights to change keys without %s',
    async (operator) => {
      const weaker = readWall().grants;
      const changing = weaker.Statement.find(({ Sid }) => Sid === 'ChangeTopicKeys');
      expect(Reflect.deleteProperty(changing?.Condition?.[operator] ?? {}, 'kms:ResourceAliases')).toBe(true);
      expect((await possible(oracle(), as(weaker), UNNAMED_KEY_ATTEMPTS)).length).toBeGreaterThan(0);
    },
  );

  testWithOracle.each(conditionsOf(wall.boundary, /./))('the boundary without %s of %s', async (key, sid) => {
    const weaker = without(readWall().boundary, sid, key);
    expect((await possible(oracle(), bounded(weaker), FUNCTION_ATTEMPTS)).length).toBeGreaterThan(0);
  });

  testWithOracle.each(['iam:*', 'sts:AssumeRole', 'codepipeline:*', 's3:*', 'cloudformation:*', 'logs:PutLogEvents'])(
    'a boundary that also allows %s',
    async (action) => {
      const wider = together([
        wall.boundary,
        { Version: wall.boundary.Version, Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] },
      ]);
      expect((await possible(oracle(), bounded(wider), FUNCTION_ATTEMPTS)).length).toBeGreaterThan(0);
    },
  );
});

/** Changes the policy. */
function without(policy: WallPolicy, sid: string, key: string): WallPolicy {
  const statement = policy.Statement.find(({ Sid }) => Sid === sid);
  for (const values of Object.values(statement?.Condition ?? {})) Reflect.deleteProperty(values, key);
  return policy;
}
