import type { Difference } from '../../analysis/difference/difference-file';
import { visible } from './visible-text';

/** For each request that was asked about, the changes that cover it. */
export function describeRequests({ requests, changes }: Difference): readonly string[] {
  if (requests === undefined) return [];
  return [
    '',
    'Requests',
    ...Object.entries(requests).map(([id, places]) => {
      const covering = places.map((place) => visible(changes[place]?.summary ?? ''));
      return `  ${visible(id)}: ${covering.length === 0 ? 'no change' : covering.join('; ')}`;
    }),
  ];
}
