import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { DEPLOYMENTS, RIGHTFUL, STACK_ATTEMPTS, WRONGFUL, type StackCall } from './vending-deploy-attempts';
import { bootstrapRole, EVERYTHING, MANAGEMENT, readWall, together, type WallPolicy } from './vending-documents';
import { mayAssume, possible, type WallCall } from './vending-judging';

/*
 * The role that starts deployments has the policy that the pinned CLI's bootstrap gives it, and the denials of
 * docs/bootstrap/deploy-role-denials.json.
 */

const oracle = useOracle();
const wall = readWall();
const principal = bootstrapRole('deploy');
const as = (identityPolicy: WallPolicy) => ({ principal, identityPolicy });
const idOf = ({ does }: WallCall): string => does;
const named = wall.denials.Statement.map((statement) => [statement.Sid ?? '', statement] as const);
const denials = (Statement: WallPolicy['Statement']): WallPolicy => ({ Version: wall.denials.Version, Statement });

test('the denials are short enough for an inline policy of a role beside that of the bootstrap: 10,240 characters together', () => {
  const characters = [wall.deployRole, wall.denials].map((policy) => JSON.stringify(policy).length);
  expect(characters.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(10_240);
});

testWithOracle('the bootstrap alone would let the pipeline change every stack: itself, too', async () => {
  const allowed = await possible(oracle(), as(wall.deployRole), STACK_ATTEMPTS);
  expect(allowed.map(idOf)).toEqual(STACK_ATTEMPTS.map(idOf));
});

testWithOracle('nothing gets out: only stacks of Rampart change, and only by the execution role', async () => {
  expect((await possible(oracle(), as(together([wall.deployRole, wall.denials])), STACK_ATTEMPTS)).map(idOf)).toEqual(
    [],
  );
});

testWithOracle('every stack is deployed, rolled back and deleted as before', async () => {
  const allowed = await possible(oracle(), as(together([wall.deployRole, wall.denials])), DEPLOYMENTS);
  expect(allowed.map(idOf)).toEqual(DEPLOYMENTS.map(idOf));
});

testWithOracle.each(named)('%s stops the attempts against it, and no others', async (sid, statement) => {
  const limited = as(together([EVERYTHING, denials([statement])]));
  const allowed = await possible(oracle(), limited, STACK_ATTEMPTS);
  const others = STACK_ATTEMPTS.filter(({ walls }: StackCall) => !walls.includes(sid));
  expect(allowed.map(idOf)).toEqual(others.map(idOf));
});

testWithOracle.each(named)('a policy without %s is noticed', async (_, statement) => {
  const weaker = denials(wall.denials.Statement.filter((one) => one !== statement));
  const allowed = await possible(oracle(), as(together([wall.deployRole, weaker])), STACK_ATTEMPTS);
  expect(allowed.length).toBeGreaterThan(0);
});

testWithOracle('without its condition, OnlyAsTheExecutionRole would stop every deployment', async () => {
  const { denials: stricter } = readWall();
  for (const statement of stricter.Statement) delete statement.Condition;
  const allowed = await possible(oracle(), as(together([wall.deployRole, stricter])), DEPLOYMENTS);
  expect(allowed.length).toBeLessThan(DEPLOYMENTS.length);
});

testWithOracle(
  'the platform team and the deploying project of the pipeline assume the role, and nobody else',
  async () => {
    const callers = [...RIGHTFUL, ...WRONGFUL].map((name) => `arn:aws:iam::${MANAGEMENT}:${name}`);
    const outside = [
      `arn:aws:iam::222222222222:${RIGHTFUL[0] ?? ''}`,
      'arn:aws:iam::222222222222:role/rampart-vending-deploy',
    ];
    const allowed = await mayAssume(oracle(), wall.trust, principal, [...callers, ...outside]);
    expect(allowed).toEqual(RIGHTFUL.map((name) => `arn:aws:iam::${MANAGEMENT}:${name}`));
  },
);

testWithOracle.each(['ArnLike', 'Null'])('a trust policy without %s is noticed', async (operator) => {
  const { trust } = readWall();
  for (const { Condition } of trust.Statement) Reflect.deleteProperty(Condition ?? {}, operator);
  const callers = [...RIGHTFUL, ...WRONGFUL].map((name) => `arn:aws:iam::${MANAGEMENT}:${name}`);
  const keys: Readonly<Record<string, string>> = operator === 'Null' ? { 'sts:ExternalId': 'somebody' } : {};
  const expected = operator === 'Null' ? [] : RIGHTFUL.map((name) => `arn:aws:iam::${MANAGEMENT}:${name}`);
  expect(await mayAssume(oracle(), wall.trust, principal, callers, keys)).toEqual(expected);
  expect((await mayAssume(oracle(), trust, principal, callers, keys)).length).toBeGreaterThan(expected.length);
});
