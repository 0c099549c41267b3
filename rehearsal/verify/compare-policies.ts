import { isDeepStrictEqual } from 'node:util';
import type { LiveOrganization, LivePolicy } from '../../lib/aws/read-organization';
import type { ExpectedPolicy } from './expected-policies';

/** The differences between a running organization's policies and the expected ones, one sentence each. */
export function comparePolicies(expected: readonly ExpectedPolicy[], live: LiveOrganization): readonly string[] {
  const own = live.policies.filter(({ awsManaged }) => !awsManaged);
  const places = new Map([
    [live.rootId, 'the root'],
    ...live.units.map(({ id, name }) => [id, `unit \`${name}\``] as const),
    ...live.accounts.map(({ id, name }) => [id, `account \`${name}\``] as const),
  ]);
  const isExpected = ({ name, type }: LivePolicy): boolean =>
    expected.some((policy) => policy.name === name && policy.type === type);
  return [
    ...expected.flatMap((policy) => comparePolicy(policy, own, places)),
    ...own
      .filter((policy) => !isExpected(policy))
      .map(({ name, id, type }) => `policy ${name} (${id}, ${type}) is not in guardrails.json`),
  ];
}

function comparePolicy(
  { name, type, content, target, targetId }: ExpectedPolicy,
  live: readonly LivePolicy[],
  places: ReadonlyMap<string, string>,
): readonly string[] {
  const found = live.filter((policy) => policy.name === name && policy.type === type);
  const [policy] = found;
  if (policy === undefined) return [`policy ${name} does not exist`];
  const describe = (id: string): string => places.get(id) ?? id;
  return [
    ...(found.length === 1 ? [] : [`policy ${name} exists ${found.length} times`]),
    ...(targetId !== null && policy.targetIds.includes(targetId)
      ? []
      : [`policy ${name} is not attached to ${targetId === null ? `\`${target}\`` : describe(targetId)}`]),
    ...policy.targetIds
      .filter((id) => id !== targetId)
      .map((id) => `policy ${name} must not be attached to ${describe(id)}`),
    ...compareContent(content, policy.content).map((fault) => `policy ${name}: ${fault}`),
  ];
}

function compareContent(expected: unknown, actual: unknown): readonly string[] {
  if (isDeepStrictEqual(expected, actual)) return [];
  const [before, after] = [statementsOf(expected), statementsOf(actual)];
  if (before === undefined || after === undefined) return ['its content differs from guardrails.json'];
  const lacks = (list: readonly unknown[], statement: unknown): boolean =>
    !list.some((candidate) => isDeepStrictEqual(candidate, statement));
  const faults = [
    ...before
      .filter((statement) => lacks(after, statement))
      .map((statement) =>
        after.some((candidate) => sidOf(candidate) === sidOf(statement))
          ? `statement ${sidOf(statement)} differs from guardrails.json`
          : `statement ${sidOf(statement)} is missing`,
      ),
    ...after
      .filter((statement) => !before.some((candidate) => sidOf(candidate) === sidOf(statement)))
      .map((statement) => `statement ${sidOf(statement)} is not in guardrails.json`),
  ];
  return faults.length > 0 ? faults : ['its statements are not in the order of guardrails.json, or one is repeated'];
}

function statementsOf(content: unknown): readonly unknown[] | undefined {
  if (typeof content !== 'object' || content === null || !('Statement' in content)) return undefined;
  return Array.isArray(content.Statement) ? content.Statement : undefined;
}

function sidOf(statement: unknown): string {
  return typeof statement === 'object' && statement !== null && 'Sid' in statement ? String(statement.Sid) : '(no Sid)';
}
