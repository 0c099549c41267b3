import { readDate } from '../../iam/conditions/date';
import { isTimeKey } from '../../iam/conditions/time-keys';
import { isConditionKey } from '../../iam/grammar/parse-condition';
import type { PropertyPath } from '../../model/organization';
import type { RequestLine, RequestProblem } from './request-line';

/** Contradictions in the condition keys of a request. */
export function checkKeys({ context, resources }: RequestLine): readonly RequestProblem[] {
  const contexts: readonly (readonly [PropertyPath, RequestLine['context']])[] = [
    [['context'], context],
    ...(resources ?? []).map((touched, index) => [['resources', index, 'context'], touched.context] as const),
  ];
  return contexts.flatMap(([path, keys]) =>
    keys === undefined ? [] : [...checkNames(path, keys), ...checkTime(path, keys)],
  );
}

type Keys = NonNullable<RequestLine['context']>;

function checkNames(path: PropertyPath, keys: Keys): readonly RequestProblem[] {
  const seen = new Map<string, string>();
  return Object.keys(keys).flatMap((key) => {
    const other = seen.get(key.toLowerCase());
    seen.set(key.toLowerCase(), key);
    if (other !== undefined) {
      return [
        {
          code: 'repeated-key',
          at: [...path, key],
          message: `\`${key}\` and \`${other}\` are the same key: case is ignored`,
        },
      ];
    }
    if (isConditionKey(key)) return [];
    return [
      {
        code: 'bad-key',
        at: [...path, key],
        message: `\`${key}\` is not a condition key`,
        allowed: 'a prefix, a colon and a name',
      },
    ];
  });
}

/** `aws:CurrentTime` and `aws:EpochTime` are one key, which every request has. */
function checkTime(path: PropertyPath, keys: Keys): readonly RequestProblem[] {
  const problems: RequestProblem[] = [];
  const seconds = new Set<number>();
  for (const [key, value] of Object.entries(keys)) {
    if (!isTimeKey(key)) continue;
    const time = readDate(String(value));
    if (time !== null) seconds.add(Math.floor(time / 1000));
    else {
      const allowed = 'a time, such as `2027-03-31T00:00:00Z` or seconds since 1970; every request has one';
      problems.push({ code: 'bad-time', at: [...path, key], message: `\`${String(value)}\` is not a time`, allowed });
    }
  }
  if (seconds.size > 1)
    problems.push({ code: 'bad-time', at: path, message: '`aws:CurrentTime` and `aws:EpochTime` are different times' });
  return problems;
}
