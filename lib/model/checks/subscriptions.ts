import type { Configuration } from '../configuration';
import type { Problem } from '../problem';
import { describePosition } from './describe-position';

/** A receiver is named once. Of e-mail addresses, case is ignored: mail services do, and one person hears each alarm once. */
export function findDuplicateSubscriptions({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const taken = new Map<string, number>();
  return (draft.audit?.subscriptions ?? []).flatMap((subscription, index) => {
    const [protocol, endpoint] = Object.entries(subscription ?? {})[0] ?? [];
    if (protocol === undefined || typeof endpoint !== 'string') return [];
    const identity = `${protocol} ${protocol === 'email' ? endpoint.toLowerCase() : endpoint}`;
    const first = taken.get(identity);
    taken.set(identity, first ?? index);
    if (first === undefined) return [];
    const firstAt = yaml.locate(['audit', 'subscriptions', first, protocol]);
    return [
      {
        code: 'duplicate-subscription',
        at: yaml.locate(['audit', 'subscriptions', index, protocol]),
        message: `\`${endpoint}\` is already subscribed (${describePosition(firstAt)})`,
        allowed: 'each address once; the case of an e-mail address does not matter',
        fix: 'remove one of the two',
      },
    ];
  });
}
