import { readDate } from '../../iam/conditions/date';
import type { RequestLine } from './request-line';
import type { RequestMistake } from './request-mistake';

type Path = readonly (string | number)[];

/** What contradicts itself in the condition keys of a request. */
export function checkKeys({ context, resources }: RequestLine): readonly RequestMistake[] {
  const contexts: readonly (readonly [Path, RequestLine['context']])[] = [
    [['context'], context],
    ...(resources ?? []).map((touched, index) => [['resources', index, 'context'], touched.context] as const),
  ];
  return contexts.flatMap(([path, keys]) =>
    keys === undefined ? [] : [...checkNames(path, keys), ...checkTime(path, keys)],
  );
}

type Keys = NonNullable<RequestLine['context']>;

function checkNames(path: Path, keys: Keys): readonly RequestMistake[] {
  const seen = new Map<string, string>();
  return Object.keys(keys).flatMap((key) => {
    const other = seen.get(key.toLowerCase());
    seen.set(key.toLowerCase(), key);
    if (other !== undefined) {
      return [
        {
          code: 'repeated-key',
          path: [...path, key],
          message: `\`${key}\` and \`${other}\` are one key: case does not count`,
        },
      ];
    }
    if (/^[a-z0-9-]+:./i.test(key)) return [];
    return [
      {
        code: 'bad-key',
        path: [...path, key],
        message: `\`${key}\` is no condition key`,
        allowed: 'a prefix, a colon and a name',
      },
    ];
  });
}

/** `aws:CurrentTime` and `aws:EpochTime` are one key, and always there. */
function checkTime(path: Path, keys: Keys): readonly RequestMistake[] {
  const mistakes: RequestMistake[] = [];
  const seconds = new Set<number>();
  for (const [key, value] of Object.entries(keys)) {
    if (!/^aws:(?:currenttime|epochtime)$/i.test(key)) continue;
    const time = readDate(String(value));
    if (time !== null) seconds.add(Math.floor(time / 1000));
    else {
      const allowed = 'an instant, as `2027-03-31T00:00:00Z` or in seconds since 1970: requests always carry the time';
      mistakes.push({ code: 'bad-time', path: [...path, key], message: `\`${String(value)}\` is no instant`, allowed });
    }
  }
  if (seconds.size > 1)
    mistakes.push({ code: 'bad-time', path, message: '`aws:CurrentTime` and `aws:EpochTime` tell two times' });
  return mistakes;
}
