import type { Configuration } from '../configuration';
import type { Problem } from '../problem';
import { listValues } from '../suggest';
import { describePosition } from './describe-position';

/** The home Region must be governed: everything is deployed there. */
export function findUngovernedHome({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const home = draft.regions?.home;
  const governed = draft.regions?.governed;
  // An invalid item may be the home Region, misspelled.
  if (typeof home !== 'string' || !governed || governed.includes(null) || governed.includes(home)) return [];
  return [
    {
      code: 'home-region-not-governed',
      at: yaml.locate(['regions', 'home']),
      message: `the home Region \`${home}\` is not governed`,
      allowed: listValues(governed.filter((region) => region !== null)),
      fix: `add \`${home}\` to \`governed\``,
    },
  ];
}

/** Each Region is governed once. */
export function findDuplicateRegions({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const governed = draft.regions?.governed ?? [];
  return governed.flatMap((region, index) => {
    const first = governed.indexOf(region);
    if (region === null || first === index) return [];
    const place = describePosition(yaml.locate(['regions', 'governed', first]));
    return [
      {
        code: 'duplicate-region',
        at: yaml.locate(['regions', 'governed', index]),
        message: `the Region \`${region}\` is listed twice; the first is at ${place}`,
        fix: 'remove one of the two',
      },
    ];
  });
}
