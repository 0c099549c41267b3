import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './an-io';

/** Where the JSON output of a command does not follow its shipped schema; null: nowhere. */
export function mistakesIn(schema: string, output: string): unknown {
  const text = readFileSync(join(REPOSITORY, 'schemas', `${schema}.schema.json`), 'utf8');
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(text) as object);
  validate(JSON.parse(output));
  return validate.errors ?? null;
}
