import Ajv from 'ajv';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { generateFiles } from '../tools/generate';

const root = join(__dirname, '..');
const files = [...generateFiles()];
const examples = [
  'organization/landing-zone.yaml',
  ...['accounts', 'applications'].flatMap((folder) =>
    readdirSync(join(root, 'organization', folder)).map((file) => `organization/${folder}/${file}`),
  ),
];

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every part of a schema that describes a field, by where it stands. */
function listFields(schema: unknown, path = ''): readonly (readonly [path: string, field: Record<string, unknown>])[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, part]: [string, unknown]) => {
    const inner = listFields(part, `${path}/${key}`);
    if (key !== 'properties') return inner;
    const fields = Object.entries(part as Record<string, Record<string, unknown>>);
    return [...fields.map(([name, field]) => [`${path}/${name}`, field] as const), ...inner];
  });
}

describe('the generated JSON Schemas', () => {
  test.each(files)('%s is current: `npm run generate` changes nothing', (path, content) => {
    expect(read(path)).toBe(content);
  });

  test('are all that lies in schemas/', () => {
    expect(
      readdirSync(join(root, 'schemas'))
        .map((file) => `schemas/${file}`)
        .sort(),
    ).toEqual(files.map(([path]) => path).sort());
  });

  test.each(['schemas/landing-zone.schema.json', 'schemas/account.schema.json', 'schemas/application.schema.json'])(
    '%s describes every field',
    (path) => {
      const bare = listFields(JSON.parse(read(path))).filter(([, { description }]) => typeof description !== 'string');
      expect(bare.map(([field]) => field)).toEqual([]);
    },
  );
});

describe('the example organization', () => {
  test.each(examples)('%s names its schema in the first line, and holds to it', (path) => {
    const [first = ''] = read(path).split('\n');
    const reference = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1] ?? '';
    const schemaPath = relative(root, resolve(root, dirname(path), reference));
    const folder = /^organization\/(account|application)s\//.exec(path)?.[1] ?? 'landing-zone';
    expect(schemaPath).toBe(`schemas/${folder}.schema.json`);
    const ajv = new Ajv({ allErrors: true, formats: { date: true, 'date-time': true } });
    const validate = ajv.compile(JSON.parse(read(schemaPath)) as object);
    validate(parse(read(path)));
    expect(validate.errors).toBeNull();
  });
});
