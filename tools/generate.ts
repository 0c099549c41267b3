/**
 * Writes the JSON Schemas of the formats that people and other programs meet: for completion in editors and for
 * whoever checks a file without Rampart. They come from the very schemas that parse the files.
 *
 *     npm run generate
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { guardrailsFileSchema } from '../lib/model/guardrails-file';
import { accountFileSchema } from '../lib/model/schema/account-file';
import { landingZoneFileSchema } from '../lib/model/schema/landing-zone-file';
import { catalogue } from '../policies';

/** The guardrails of the catalogue with their parameters, which the parser takes as an argument. */
const guardrails = z.strictObject(
  Object.fromEntries(
    [...catalogue.values()].map(({ id, summary, parameters }) => [
      id,
      parameters.nullable().optional().describe(summary),
    ]),
  ),
);

const { shape } = landingZoneFileSchema;
const landingZone = landingZoneFileSchema
  .extend({
    guardrails: z
      .record(z.string(), guardrails)
      .default({})
      .meta(shape.guardrails.meta() ?? {}),
  })
  .meta(landingZoneFileSchema.meta() ?? {});

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  'schemas/account.schema.json': accountFileSchema,
  'schemas/guardrails.schema.json': guardrailsFileSchema,
  'schemas/landing-zone.schema.json': landingZone,
};

/** What is generated: the content of each file, by its path in the repository. */
export function generateFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([path, schema]) => [path, `${JSON.stringify(toJsonSchema(schema), null, 2)}\n`]),
  );
}

/** Draft 7, which every editor's YAML support knows; of the input, in which a field with a default may be missing. */
function toJsonSchema(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
}

function main(root: string): void {
  for (const [path, content] of generateFiles()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

if (require.main === module) main(join(__dirname, '..'));
