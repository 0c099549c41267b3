import { oneOrMany } from '../../../../../policies/core/statements';
import { actionMatcher } from '../../../../iam/patterns/action-pattern';
import type { Statement } from '../../../../iam/statement';
import { changingEach, listOf } from '../lists';
import type { ActionLookup, MutantOperator } from '../mutant-operator';

/** Services that a mistake leaves out. One is enough to find that another one is left out: `every-action` undoes it. */
const LEFT_OUT = ['ec2', 'iam', 'kms', 'lambda', 'organizations', 's3', 'secretsmanager', 'sqs', 'sts', 'support'];

export const exceptService: MutantOperator = {
  id: 'except-service',
  summary: 'Leaves one service out where Action is a star',
  mutate: ({ Action, ...statement }) =>
    Action !== '*'
      ? []
      : LEFT_OUT.map((service) => ({
          change: `leaves ${service} out of every action`,
          statement: { ...statement, NotAction: `${service}:*` },
        })),
};

export const everyAction: MutantOperator = {
  id: 'every-action',
  summary: 'Turns NotAction into every action',
  mutate: ({ NotAction, ...statement }) =>
    NotAction === undefined
      ? []
      : [{ change: 'turns NotAction into every action', statement: { ...statement, Action: '*' } }],
};

export const wholeService: MutantOperator = {
  id: 'whole-service',
  summary: 'Widens an entry of Action or NotAction to its service, if the list then matches more known actions',
  mutate: (statement, { actionsMatching }) =>
    changing(statement, 'widens', (pattern, isListed) => {
      const service = `${pattern.split(':')[0] ?? ''}:*`;
      if (!/^[a-z0-9-]+:(?!\*$)/.test(pattern)) return [];
      return actionsMatching(service).some((action) => !isListed(action.toLowerCase())) ? [[service]] : [];
    }),
};

export const namesOfToday: MutantOperator = {
  id: 'names-of-today',
  summary:
    'Replaces a whole service in Action or NotAction with the verbs of its actions, or with its most common word',
  mutate: (statement, world) =>
    changing(statement, 'narrows', (pattern) => {
      const service = /^([a-z0-9-]+):\*$/.exec(pattern)?.[1];
      return service === undefined ? [] : namesOf(service, world);
    }),
};

/** `s3:*` → all of `s3:Get*`, `s3:Put*` …; and `s3:*Object*`. */
function namesOf(service: string, { actionsMatching }: ActionLookup): readonly (readonly string[])[] {
  const names = actionsMatching(`${service}:*`).map((action) => action.slice(service.length + 1));
  const verbs = [...new Set(names.map((name) => `${service}:${/^[A-Z]?[a-z0-9]+/.exec(name)?.[0] ?? name}*`))].sort();
  const words = names.flatMap((name) => (name.match(/[A-Z][a-z0-9]+/g) ?? []).slice(1));
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const [common] = [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  return [...(verbs.length > 0 ? [verbs] : []), ...(common === undefined ? [] : [[`${service}:*${common[0]}*`]])];
}

/** Each entry is replaced with each list of others, one at a time. */
function changing(
  statement: Statement,
  verb: string,
  change: (pattern: string, isListed: (action: string) => boolean) => readonly (readonly string[])[],
): ReturnType<MutantOperator['mutate']> {
  return (['Action', 'NotAction'] as const).flatMap((element) => {
    const patterns = listOf(statement[element]);
    const isListed = actionMatcher(patterns);
    return changingEach<string | readonly string[]>(patterns, (pattern) => change(String(pattern), isListed)).map(
      ({ old, now = [], list }) => ({
        change: `${verb} ${String(old)} to ${[now].flat().join(', ')} in ${element}`,
        statement: { ...statement, [element]: oneOrMany([...new Set(list.flat())]) },
      }),
    );
  });
}
