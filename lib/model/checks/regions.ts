import type { Configuration } from '../configuration';
import type { PropertyPath } from '../organization';
import type { Problem } from '../problem';
import { DEFAULT_REGIONS } from '../regions';
import { listValues } from '../suggest';
import { describePosition } from './describe-position';

/** The home Region must be governed: everything is deployed there. */
export function findUngovernedHome({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const home = draft.regions?.home;
  const governed = draft.regions?.governed;
  // An invalid item may be the home Region, misspelled. An opt-in Region is a mistake in any case.
  if (
    typeof home !== 'string' ||
    !DEFAULT_REGIONS.has(home) ||
    !governed ||
    governed.includes(null) ||
    governed.includes(home)
  )
    return [];
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

/**
 * An opt-in Region is off in a new account, where StackSets fail then, and `deny-account-changes` denies enabling it. Members
 * that have not opted in send nothing to a trail there.
 *
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-organization-considerations.html
 */
export function findOptInRegions({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const given: readonly (readonly [unknown, PropertyPath])[] = [
    [draft.regions?.home, ['regions', 'home']],
    ...(draft.regions?.governed ?? []).map(
      (region, index) => [region, ['regions', 'governed', index]] as [unknown, PropertyPath],
    ),
  ];
  return given.flatMap(([region, path]) =>
    typeof region !== 'string' || DEFAULT_REGIONS.has(region)
      ? []
      : [
          {
            code: 'opt-in-region',
            at: yaml.locate(path),
            message: `\`${region}\` is an opt-in Region: it is off in every new account`,
            allowed: listValues(DEFAULT_REGIONS, DEFAULT_REGIONS.size),
            fix: 'choose a Region that is on by default',
          },
        ],
  );
}
