/**
 * Writes generated files: the JSON Schemas of our formats (for editors, and for checking a file without Rampart) from the
 * schemas that parse the files; the pages about the guardrails from the guardrails and the example organization; the
 * examples in docs/review.md; the tables in docs/access.md, docs/audit.md and docs/costs.md; and docs/controls.md.
 *
 *     npm run generate
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { differenceSchema } from '../lib/analysis/difference/difference-file';
import { guardrailIndex, guardrailPage } from './guardrail-page/guardrail-page';
import { expectationLineSchema } from '../lib/analysis/prove/expectations/expectation-line';
import { decisionSchema, requestLineSchema } from '../lib/analysis/evaluate/request-line';
import { explainOutputSchema } from '../lib/cli/explain/explain-output';
import { accessOutputSchema } from '../lib/cli/access/access-schema';
import { accessReviewSchema } from '../lib/cli/report/access-review-schema';
import { costsOutputSchema } from '../lib/cli/costs/costs-schema';
import { driftOutputSchema } from '../lib/cli/drift/drift-output';
import { groupsOutputSchema } from '../lib/cli/groups/groups-output';
import { idsOutputSchema } from '../lib/cli/ids/ids-output';
import { recoverOutputSchema } from '../lib/cli/recover/recover-output';
import { revokeOutputSchema } from '../lib/cli/revoke/revoke-output';
import { guardrailsFileSchema } from '../lib/model/guardrails-file';
import { assumeOutputSchema } from '../lib/cli/assume/usable-output';
import { checkOutputSchema, checkPoliciesOutputSchema } from '../lib/cli/check/check-output';
import { refusalOutputSchema } from '../lib/cli/input/problem-output';
import { packingLockSchema } from '../lib/model/packing-lock';
import { controlsSchema } from '../lib/cli/controls/controls-schema';
import { planSchema } from '../lib/cli/plan/plan-schema';
import { proofSchema } from '../lib/cli/prove/proof-schema';
import { vendOutputSchema } from '../lib/cli/vend/vend-output';
import { waitOutputSchema } from '../lib/cli/wait/wait-output';
import { parseOrganization } from '../lib/model/parse';
import { describeProblem } from '../lib/model/problem';
import { accountFileSchema } from '../lib/model/schema/account-file';
import { applicationFileSchema } from '../lib/model/schema/application-file';
import { landingZoneFileSchema } from '../lib/model/schema/landing-zone-file';
import { catalogue } from '../policies/catalogue';
import { ACCESS_PAGE, accessPage } from './access-page';
import { AUDIT_PAGE, auditPage } from './audit-page';
import { CONTROLS_PAGE, controlsPage } from './controls-page';
import { COSTS_PAGE, costsPage } from './costs-page';
import { PEOPLE_PAGE, peoplePage } from './people-page';
import { REVIEW_PAGE, reviewPage } from './review-examples';

/** The guardrails of the catalogue with their parameters. The parser takes these as an argument. */
const guardrails = z
  .strictObject(
    Object.fromEntries(
      [...catalogue.values()].map(({ id, summary, parameters }) => [
        id,
        parameters.nullable().optional().describe(summary),
      ]),
    ),
  )
  .meta({ id: 'guardrails' });

const { shape } = landingZoneFileSchema;

/** Those from which principals can be exempt. */
const exemptible = [...catalogue.values()].filter(({ exempt }) => exempt === 'platform').map(({ id }) => id);
const written = shape.exemptions.unwrap().element;
const exemption = written
  .extend({
    guardrails: z
      .array(z.enum(exemptible))
      .min(1)
      .meta(written.shape.guardrails.meta() ?? {}),
  })
  .meta(written.meta() ?? {});

const platform = shape.platform.unwrap();
const exemptFrom = platform.shape.exemptFrom.unwrap();
const from = z.union([z.literal('all'), z.array(z.enum(exemptible))]).default('all');

const landingZone = landingZoneFileSchema
  .extend({
    guardrails: z
      // Editors propose `root`. Of other targets, only the organization's own files know the names.
      .object({ root: guardrails.optional().describe('Guardrails of every member account') })
      .catchall(guardrails)
      .default({})
      .meta({
        ...shape.guardrails.meta(),
        examples: [{ root: {}, 'Workloads/Production': {}, 'shop-production': {} }],
      }),
    platform: platform
      .extend({
        exemptFrom: exemptFrom
          .extend(
            Object.fromEntries(
              Object.entries(exemptFrom.shape).map(([kind, written]) => [kind, from.meta(written.meta() ?? {})]),
            ),
          )
          .prefault({})
          .meta(platform.shape.exemptFrom.meta() ?? {}),
      })
      .prefault({})
      .meta(platform.meta() ?? {}),
    exemptions: z
      .array(exemption)
      .default([])
      .meta(shape.exemptions.meta() ?? {}),
  })
  .meta(landingZoneFileSchema.meta() ?? {});

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  'schemas/access.schema.json': accessOutputSchema,
  'schemas/access-review.schema.json': accessReviewSchema,
  'schemas/account.schema.json': accountFileSchema,
  'schemas/application.schema.json': applicationFileSchema,
  'schemas/assume.schema.json': assumeOutputSchema,
  'schemas/check.schema.json': checkOutputSchema,
  'schemas/check-policies.schema.json': checkPoliciesOutputSchema,
  'schemas/controls.schema.json': controlsSchema,
  'schemas/costs.schema.json': costsOutputSchema,
  'schemas/decision.schema.json': decisionSchema,
  'schemas/difference.schema.json': differenceSchema,
  'schemas/drift.schema.json': driftOutputSchema,
  'schemas/expectation.schema.json': expectationLineSchema,
  'schemas/explain.schema.json': explainOutputSchema,
  'schemas/groups.schema.json': groupsOutputSchema,
  'schemas/guardrails.schema.json': guardrailsFileSchema,
  'schemas/landing-zone.schema.json': landingZone,
  'schemas/packing-lock.schema.json': packingLockSchema,
  'schemas/plan.schema.json': planSchema,
  'schemas/proof.schema.json': proofSchema,
  'schemas/problems.schema.json': refusalOutputSchema,
  'schemas/request.schema.json': requestLineSchema,
  'schemas/revoke.schema.json': revokeOutputSchema,
  'schemas/vend.schema.json': vendOutputSchema,
  'schemas/ids.schema.json': idsOutputSchema,
  'schemas/recover.schema.json': recoverOutputSchema,
  'schemas/wait.schema.json': waitOutputSchema,
};

/** The generated schemas: the content of each file by its path in the repository. */
export function generateFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([path, schema]) => [path, `${JSON.stringify(toJsonSchema(schema), null, 2)}\n`]),
  );
}

/** Draft 7, because every editor's YAML support knows it; of the input, where a field with a default may be missing. */
function toJsonSchema(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
}

const PAGES = 'docs/guardrails';

/** The pages about the guardrails: the content of each file by its path in the repository. */
export function generatePages(root: string): ReadonlyMap<string, string> {
  const parsed = parseOrganization(join(root, 'organization'), catalogue);
  if (parsed.kind === 'problems') throw new Error(parsed.problems.map(describeProblem).join('\n'));
  const guardrails = [...catalogue.values()];
  return new Map([
    [`${PAGES}/README.md`, guardrailIndex(guardrails, parsed.value)],
    ...guardrails.map((one) => [`${PAGES}/${one.id}.md`, guardrailPage(one, parsed.value)] as const),
  ]);
}

/** Writes all files, and only then deletes the pages of guardrails that are gone. Returns what is left as it is. */
export function generate(root: string): readonly string[] {
  const [pages, review] = [generatePages(root), reviewPage(root)];
  const files = [
    ...generateFiles(),
    ...pages,
    [ACCESS_PAGE, accessPage(root)] as const,
    [AUDIT_PAGE, auditPage(root)] as const,
    [CONTROLS_PAGE, controlsPage(root)] as const,
    [COSTS_PAGE, costsPage(root)] as const,
    [PEOPLE_PAGE, peoplePage(root)] as const,
    ...(review === null ? [] : [[REVIEW_PAGE, review] as const]),
  ];
  for (const [path, content] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  for (const name of readdirSync(join(root, PAGES)))
    if (!pages.has(`${PAGES}/${name}`)) rmSync(join(root, PAGES, name));
  return review === null
    ? [`${REVIEW_PAGE}: its examples are edits of the organization that Rampart is shipped with`]
    : [];
}

if (require.main === module) for (const left of generate(join(__dirname, '..'))) console.log(`left as it is: ${left}`);
