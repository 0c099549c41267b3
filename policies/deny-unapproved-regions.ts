import { z } from 'zod';
import { globCovers } from '../lib/iam/patterns/glob';
import { overlaps } from '../lib/iam/patterns/overlap';
import type { Statement } from '../lib/iam/statement';
import { guardrail } from './core/guardrail';
import type { Neighbour, ParameterProblem } from './core/guardrail';
import type { OrganizationFacts } from './core/organization-facts';
import { actionsOf } from './core/layer';
import { deny, oneOrMany, pascalCase } from './core/statements';
import { regionProbes } from './probes/deny-unapproved-regions';
import { BEDROCK_INFERENCE, GLOBAL, INFERENCE_GEOGRAPHIES, REGION_BOUND } from './data/global-actions';
import type { RegionBoundLayer } from './data/global-actions';

const schema = z.strictObject({
  regions: z
    .array(z.string())
    .optional()
    .describe('The approved Regions; default: the governed Regions of the organization'),
  additionalGlobalActions: z
    .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*?]+$/, { error: 'an action, such as `chime:*`' }))
    .default([])
    .describe('Actions that stay possible in every Region, beside the global services that the guardrail knows'),
  inferenceProfiles: z
    .array(z.string().regex(/^[a-z]+(-[a-z]+)*$/, { error: 'the prefix of an inference profile, such as `eu`' }))
    .optional()
    .describe(
      'Prefixes of the Bedrock inference profiles that may route a prompt beyond the approved Regions, such as `eu` or ' +
        '`global`; default: those of the approved Regions’ own geographies; an empty list: none',
    ),
});

type Parameters = z.output<typeof schema>;

/**
 * `aws:RequestedRegion` is part of every request, AWS says. Were it ever absent, StringNotEquals would deny: the lock
 * fails safe, and the global services below are out of its reach either way. Global cross-Region inference carries the
 * value `unspecified`, so it is denied unless `global` is among the inference profiles.
 */
function outside(regions: readonly string[]): { readonly StringNotEquals: Readonly<Record<string, string[]>> } {
  return { StringNotEquals: { 'aws:RequestedRegion': [...new Set(regions)].sort() } };
}

function statements(parameters: Parameters, organization: OrganizationFacts): readonly Statement[] {
  const regions = parameters.regions ?? organization.governedRegions;
  const everywhere = parameters.additionalGlobalActions;
  const bound = boundLayers(regions, everywhere);
  const profiles = inferenceProfiles(regions, parameters.inferenceProfiles);
  const inference = profiles.length > 0 ? notCovered(BEDROCK_INFERENCE, everywhere) : [];
  const judgedApart = [...actionsOf([...GLOBAL, ...bound]), ...inference];
  return [
    deny({
      NotAction: [...new Set([...judgedApart, ...everywhere])].sort(),
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

/** What is possible in one Region beside the approved ones, but for what is possible in all. */
function boundLayers(regions: readonly string[], everywhere: readonly string[]): readonly RegionBoundLayer[] {
  return REGION_BOUND.filter(({ region }) => !regions.includes(region))
    .map((layer) => ({ ...layer, actions: notCovered(layer.actions, everywhere) }))
    .filter(({ actions }) => actions.length > 0);
}

/**
 * A geographic inference profile calls the model in another Region of its geography, where the request names the
 * profile. The profile itself must lie in an approved Region, so nobody starts from elsewhere. Application inference
 * profiles do not tell which geography they copy; they work as far as the approved Regions reach.
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
        fix: 'leave `regions` out to approve the governed Regions',
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
            fix: `remove it, or add \`${region}\` to the governed Regions, so that the audit reaches it`,
          },
        ],
  );
  if (regions.includes(homeRegion)) return ungoverned;
  const message = `the home Region \`${homeRegion}\` is not approved, but the baseline lives there`;
  return [...ungoverned, { at: ['regions'], message, allowed, fix: `add \`${homeRegion}\`` }];
}

/** An action that is tied to one Region can be freed only together with its whole entry. */
function checkActions(actions: readonly string[], regions: readonly string[]): readonly ParameterProblem[] {
  return actions.flatMap((action, index) =>
    boundLayers(regions, actions).flatMap((layer) =>
      layer.actions
        .filter((entry) => overlaps(entry, action))
        .map((entry) => ({
          at: ['additionalGlobalActions', index],
          message: `\`${action}\` stays denied, since \`${entry}\` is possible beyond the approved Regions only in ${layer.region}`,
          fix: `write \`${entry}\` to free the whole of it`,
        })),
    ),
  );
}

/** A Region must be approved by every lock on the way from the root. */
function conflicts({ regions }: Parameters, neighbours: readonly Neighbour[]): readonly ParameterProblem[] {
  if (regions === undefined) return [];
  return neighbours.flatMap((neighbour) => {
    if (neighbour.guardrail !== denyUnapprovedRegions.id) return [];
    const theirs = schema.safeParse(neighbour.parameters).data?.regions;
    if (theirs === undefined) return [];
    if (!regions.some((region) => theirs.includes(region)))
      return [
        {
          at: ['regions'],
          message: `no Region is approved both here (${regions.join(', ')}) and at \`${neighbour.target}\``,
          allowed: theirs.join(', '),
        },
      ];
    return regions.flatMap((region, index) =>
      theirs.includes(region)
        ? []
        : [
            {
              at: ['regions', index],
              message: `\`${region}\` is approved here to no effect, since \`${neighbour.target}\` above denies it`,
              allowed: theirs.join(', '),
            },
          ],
    );
  });
}

export const denyUnapprovedRegions = guardrail({
  id: 'deny-unapproved-regions',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Nothing can be done outside of the approved Regions, except with global services',
  rationale:
    'Whoever steals a key starts miners in Regions that nobody looks at, and data ends up where the law does not want ' +
    'it. Where the trail, the rules and the alarms do not reach, nothing may exist.',
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
