import { z } from 'zod';
import { globCovers } from '../lib/iam/patterns/glob';
import { overlaps } from '../lib/iam/patterns/overlap';
import type { Statement } from '../lib/iam/statement';
import { guardrail } from './core/guardrail';
import type { Neighbor, ParameterProblem } from './core/guardrail';
import type { OrganizationFacts } from './core/organization-facts';
import { actionsOf } from './core/action-group';
import { deny, oneOrMany, pascalCase } from './core/statements';
import { regionProbes } from './probes/deny-unapproved-regions';
import { BEDROCK_INFERENCE, GLOBAL, INFERENCE_GEOGRAPHIES, REGION_BOUND } from './data/global-actions';
import type { RegionBoundGroup } from './data/global-actions';

const schema = z.strictObject({
  regions: z
    .array(z.string())
    .optional()
    .describe('The approved Regions; default: the governed Regions of the organization'),
  additionalGlobalActions: z
    .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*?]+$/, { error: 'an action, such as `chime:*`' }))
    .default([])
    .describe(
      'Actions that stay possible in every Region, in addition to the global services that the guardrail knows',
    ),
  inferenceProfiles: z
    .array(z.string().regex(/^[a-z]+(-[a-z]+)*$/, { error: 'the prefix of an inference profile, such as `eu`' }))
    .optional()
    .describe(
      'Prefixes of the Bedrock inference profiles that may route prompts outside of the approved Regions, such as `eu` or ' +
        '`global`; default: those of the approved Regions’ geographies; an empty list: none',
    ),
});

type Parameters = z.output<typeof schema>;

/**
 * According to AWS, `aws:RequestedRegion` is part of every request. If it were absent, StringNotEquals would deny, which
 * is safe; the global services below are not affected. With global cross-Region inference, its value is `unspecified`,
 * which is denied unless `global` is one of the inference profiles.
 */
function outside(regions: readonly string[]): { readonly StringNotEquals: Readonly<Record<string, string[]>> } {
  return { StringNotEquals: { 'aws:RequestedRegion': [...new Set(regions)].sort() } };
}

function statements(parameters: Parameters, organization: OrganizationFacts): readonly Statement[] {
  const regions = parameters.regions ?? organization.governedRegions;
  const everywhere = parameters.additionalGlobalActions;
  const bound = boundGroups(regions, everywhere);
  const profiles = inferenceProfiles(regions, parameters.inferenceProfiles);
  const inference = profiles.length > 0 ? notCovered(BEDROCK_INFERENCE, everywhere) : [];
  const separate = [...actionsOf([...GLOBAL, ...bound]), ...inference];
  return [
    deny({
      NotAction: [...new Set([...separate, ...everywhere])].sort(),
      Resource: '*',
      Condition: outside(regions),
    }),
    ...bound.map(({ region, actions }) =>
      deny({
        Sid: `ExceptIn${pascalCase(region)}`,
        Action: actions,
        Resource: '*',
        Condition: outside([...regions, region]),
      }),
    ),
    ...(inference.length > 0 ? [denyInference(inference, regions, profiles)] : []),
  ];
}

function notCovered(actions: readonly string[], patterns: readonly string[]): readonly string[] {
  return actions.filter((action) => !patterns.some((pattern) => globCovers(pattern, action, { ignoreCase: true })));
}

/** Actions that are possible in one more Region, without those that are possible in all Regions. */
function boundGroups(regions: readonly string[], everywhere: readonly string[]): readonly RegionBoundGroup[] {
  return REGION_BOUND.filter(({ region }) => !regions.includes(region))
    .map((group) => ({ ...group, actions: notCovered(group.actions, everywhere) }))
    .filter(({ actions }) => actions.length > 0);
}

/**
 * A geographic inference profile calls the model in another Region of its geography, and the request contains the
 * profile. The profile itself must be in an approved Region. The ARNs of application inference profiles do not contain
 * their geography, so they work only in the approved Regions.
 */
function denyInference(actions: readonly string[], regions: readonly string[], profiles: readonly string[]): Statement {
  return deny({
    Sid: 'Inference',
    Action: actions,
    Resource: '*',
    Condition: { ...outside(regions), ArnNotLike: { 'bedrock:InferenceProfileArn': oneOrMany(profiles) } },
  });
}

function inferenceProfiles(regions: readonly string[], prefixes: readonly string[] | undefined): readonly string[] {
  const patterns = regions.flatMap((region) =>
    (prefixes ?? geographies(region)).map((prefix) => `arn:*:bedrock:${region}:*:inference-profile/${prefix}.*`),
  );
  return [...new Set(patterns)].sort();
}

function geographies(region: string): readonly string[] {
  const area = region.startsWith('us-gov-') ? 'us-gov' : (region.split('-')[0] ?? '');
  return INFERENCE_GEOGRAPHIES[area] ?? [];
}

function check(parameters: Parameters, organization: OrganizationFacts): readonly ParameterProblem[] {
  return [
    ...checkRegions(parameters.regions ?? organization.governedRegions, organization),
    ...checkActions(parameters.additionalGlobalActions, parameters.regions ?? organization.governedRegions),
  ];
}

function checkRegions(
  regions: readonly string[],
  { governedRegions, homeRegion }: OrganizationFacts,
): readonly ParameterProblem[] {
  const allowed = governedRegions.join(', ');
  if (regions.length === 0)
    return [
      {
        at: ['regions'],
        message: '`regions` is empty, which would deny every Region',
        allowed,
        fix: 'remove `regions` to approve the governed Regions',
      },
    ];
  const ungoverned = regions.flatMap((region, index) =>
    governedRegions.includes(region)
      ? []
      : [
          {
            at: ['regions', index],
            message: `\`${region}\` is approved, but the organization does not govern it`,
            allowed,
            fix: `remove it, or add \`${region}\` to the governed Regions, so that it is audited`,
          },
        ],
  );
  if (regions.includes(homeRegion)) return ungoverned;
  const message = `the home Region \`${homeRegion}\` is not approved, but the baseline is deployed there`;
  return [...ungoverned, { at: ['regions'], message, allowed, fix: `add \`${homeRegion}\`` }];
}

/** An action that is limited to one Region can be freed only with its whole entry. */
function checkActions(actions: readonly string[], regions: readonly string[]): readonly ParameterProblem[] {
  return actions.flatMap((action, index) =>
    boundGroups(regions, actions).flatMap((group) =>
      group.actions
        .filter((entry) => overlaps(entry, action))
        .map((entry) => ({
          at: ['additionalGlobalActions', index],
          message: `\`${action}\` stays denied, because \`${entry}\` is possible outside of the approved Regions only in ${group.region}`,
          fix: `write \`${entry}\` to free all of it`,
        })),
    ),
  );
}

/** A Region must be approved by every Region lock from the root down. */
function conflicts({ regions }: Parameters, neighbors: readonly Neighbor[]): readonly ParameterProblem[] {
  if (regions === undefined) return [];
  return neighbors.flatMap((neighbor) => {
    if (neighbor.guardrail !== denyUnapprovedRegions.id) return [];
    const theirs = schema.safeParse(neighbor.parameters).data?.regions;
    if (theirs === undefined) return [];
    if (!regions.some((region) => theirs.includes(region)))
      return [
        {
          at: ['regions'],
          message: `no Region is approved both here (${regions.join(', ')}) and at \`${neighbor.target}\``,
          allowed: theirs.join(', '),
        },
      ];
    return regions.flatMap((region, index) =>
      theirs.includes(region)
        ? []
        : [
            {
              at: ['regions', index],
              message: `approving \`${region}\` here has no effect: \`${neighbor.target}\` above denies it`,
              allowed: theirs.join(', '),
            },
          ],
    );
  });
}

export const denyUnapprovedRegions = guardrail({
  id: 'deny-unapproved-regions',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Only global services can be used outside of the approved Regions',
  rationale:
    'Attackers with a stolen key start miners in Regions that nobody monitors, and data ends up where the law does not ' +
    'allow it. Nothing may exist where there is no trail, no rule and no alarm.',
  foundBy: { nothing: 'Config rules run in governed Regions only. The trail records the calls in all others.' },
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
    'https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion',
    'https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements,
  check,
  conflicts,
  variants: [
    { name: 'with the home Region only', parameters: { regions: ['eu-central-1'] } },
    { name: 'in Asia and Canada', parameters: { regions: ['ap-northeast-1', 'ca-central-1'] } },
    { name: 'without us-east-1', parameters: { regions: ['eu-central-1', 'eu-west-1'] } },
    { name: 'with a service freed everywhere', parameters: { additionalGlobalActions: ['chime:*'] } },
    { name: 'with one geography', parameters: { inferenceProfiles: ['us'] } },
    { name: 'with global inference', parameters: { inferenceProfiles: ['global'] } },
    { name: 'without inference', parameters: { inferenceProfiles: [] } },
  ],
  probes: (parameters, place) =>
    regionProbes({ ...parameters, regions: parameters.regions ?? place.organization.governedRegions }, place),
});
