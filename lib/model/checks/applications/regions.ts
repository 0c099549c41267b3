import type { Problem } from '../../problem';
import { DEFAULT_REGIONS } from '../../regions';
import { listValues } from '../../suggest';
import { isActive, type ApplicationContext } from './context';

/** An application works in a governed Region. What is retired stays where it is, governed or not. */
export function findUngovernedRegions({ configuration }: ApplicationContext): readonly Problem[] {
  const governed = configuration.landingZone.draft.regions?.governed;
  // An invalid item may be the Region, misspelled.
  if (governed == null || governed.includes(null)) return [];
  const regions = governed.filter((region) => region !== null);
  return configuration.applications.flatMap((application) => {
    const { yaml, draft } = application;
    const { region } = draft;
    if (typeof region !== 'string' || !isActive(application) || governed.includes(region)) return [];
    return [
      {
        code: 'region-not-governed',
        at: yaml.locate(['region']),
        message: `the Region \`${region}\` is not governed`,
        allowed: listValues(regions),
        fix: DEFAULT_REGIONS.has(region)
          ? `choose one of them, or add \`${region}\` to \`regions.governed\``
          : 'choose one of them',
      },
    ];
  });
}
