/** The global condition keys, and when AWS sends them. */
import { CALLER_KINDS, type CallerKind } from './principal';

/** Whether AWS sends a key with all, some or none of the requests of a kind of caller. */
export type Presence = 'always' | 'sometimes' | 'never';

/** A global condition key, as AWS documents it. */
interface GlobalKey {
  /** In AWS's spelling; `*` at the end represents the key of a tag. */
  readonly name: string;
  /** It can have several values and needs a set operator. */
  readonly multivalued: boolean;
  readonly presence: Readonly<Record<CallerKind, Presence>>;
  /** The section of AWS's page about the key's availability. */
  readonly page: string;
}

const PAGE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-';

const EVERYONE = CALLER_KINDS;
const SIGNED = CALLER_KINDS.filter((kind) => kind !== 'anonymous');
const OF_AN_ACCOUNT = SIGNED.filter((kind) => kind !== 'service');
/** Callers whose credentials are always temporary. */
const SESSIONS: readonly CallerKind[] = ['role', 'service-linked-role', 'federated-user'];
/** Callers with long-term credentials, or temporary sessions that are based on them. */
const LONG_LIVED: readonly CallerKind[] = ['user', 'root'];
/** AWS: CalledVia is not present "if the service uses a service role or service-linked role". */
const FORWARDED: readonly CallerKind[] = ['role', 'user', 'root', 'federated-user'];

interface When {
  readonly always?: readonly CallerKind[];
  readonly sometimes?: readonly CallerKind[];
}

function key(name: string, anchor: string, { always = [], sometimes = [] }: When, multivalued = false): GlobalKey {
  const presence = Object.fromEntries(
    CALLER_KINDS.map((kind) => [
      kind,
      always.includes(kind) ? 'always' : sometimes.includes(kind) ? 'sometimes' : 'never',
    ]),
  ) as Record<CallerKind, Presence>;
  return { name, multivalued, presence, page: PAGE + anchor };
}

/**
 * The presence table, which the evaluator, the mutants and the difference share. If AWS's documentation is not clear, the
 * entry is `sometimes`, which proves nothing. Based on the page of 2026-11-22.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const GLOBAL_KEYS: readonly GlobalKey[] = [
  // Properties of the principal. AWS does not list service principals among the ARNs, but does not rule them out either.
  key('aws:PrincipalArn', 'principalarn', { always: OF_AN_ACCOUNT, sometimes: ['service'] }),
  key('aws:PrincipalAccount', 'principalaccount', { always: EVERYONE }),
  key('aws:PrincipalOrgPaths', 'principalorgpaths', { sometimes: OF_AN_ACCOUNT }, true),
  key('aws:PrincipalOrgID', 'principalorgid', { sometimes: OF_AN_ACCOUNT }),
  key('aws:PrincipalTag/*', 'principaltag', { sometimes: ['user', ...SESSIONS] }),
  key('aws:PrincipalIsAWSService', 'principalisawsservice', { always: SIGNED }),
  key('aws:PrincipalServiceName', 'principalservicename', { always: ['service'] }),
  key('aws:PrincipalServiceNamesList', 'principalservicenameslist', { always: ['service'] }, true),
  key('aws:PrincipalType', 'principaltype', { always: EVERYONE }),
  // "Anonymous requests do not include this key", but the page of policy variables gives it the value `anonymous`.
  key('aws:userid', 'userid', { always: SIGNED, sometimes: ['anonymous'] }),
  key('aws:username', 'username', { always: ['user'] }),

  // Properties of a role session: "only available when a request is made by a principal with role session or federated
  // user principal credentials".
  key('aws:AssumedRoot', 'assumedroot', { sometimes: ['root'] }),
  key('aws:FederatedProvider', 'federatedprovider', { sometimes: SESSIONS }),
  key('aws:TokenIssueTime', 'tokenissuetime', { always: SESSIONS, sometimes: LONG_LIVED }),
  key('aws:SignInSessionArn', 'signinsessionarn', { sometimes: OF_AN_ACCOUNT }),
  key('aws:MultiFactorAuthAge', 'multifactorauthage', { sometimes: OF_AN_ACCOUNT }),
  key('aws:MultiFactorAuthPresent', 'multifactorauthpresent', { sometimes: OF_AN_ACCOUNT }),
  key('aws:ChatbotSourceArn', 'chatbotsourcearn', { sometimes: SESSIONS }),
  key('aws:Ec2InstanceSourceVpc', 'ec2instancesourcevpc', { sometimes: SESSIONS }),
  key('aws:Ec2InstanceSourcePrivateIPv4', 'ec2instancesourceprivateip4', { sometimes: SESSIONS }),
  // A session of `sts:AssumeRoot` can have the source identity of the caller, see its API reference.
  key('aws:SourceIdentity', 'sourceidentity', { sometimes: [...SESSIONS, 'root'] }),
  key('ec2:RoleDelivery', 'ec2-role-delivery', { sometimes: SESSIONS }),
  key('ec2:SourceInstanceArn', 'ec2-source-instance-arn', { sometimes: SESSIONS }),
  key('glue:RoleAssumedBy', 'glue-role-assumed-by', { sometimes: SESSIONS }),
  key('glue:CredentialIssuingService', 'glue-credential-issuing', { sometimes: SESSIONS }),
  key('codebuild:BuildArn', 'codebuild-build-arn', { sometimes: SESSIONS }),
  key('codebuild:ProjectArn', 'codebuild-project-arn', { sometimes: SESSIONS }),
  key('lambda:SourceFunctionArn', 'lambda-source-function-arn', { sometimes: SESSIONS }),
  key('ssm:SourceInstanceArn', 'ssm-source-instance-arn', { sometimes: SESSIONS }),
  key('identitystore:UserId', 'identity-store-user-id', { sometimes: SESSIONS }),

  // Properties of the network.
  key('aws:SourceIp', 'sourceip', { sometimes: EVERYONE }),
  key('aws:SourceVpc', 'sourcevpc', { sometimes: EVERYONE }),
  key('aws:SourceVpcArn', 'sourcevpcarn', { sometimes: EVERYONE }),
  key('aws:SourceVpce', 'sourcevpce', { sometimes: EVERYONE }),
  key('aws:VpceAccount', 'vpceaccount', { sometimes: EVERYONE }),
  key('aws:VpceOrgID', 'vpceorgid', { sometimes: EVERYONE }),
  key('aws:VpceOrgPaths', 'vpceorgpaths', { sometimes: EVERYONE }, true),
  key('aws:VpcSourceIp', 'vpcsourceip', { sometimes: EVERYONE }),

  // Properties of the resource. Requests for some actions have none of them.
  key('aws:ResourceAccount', 'resourceaccount', { sometimes: EVERYONE }),
  key('aws:ResourceOrgPaths', 'resourceorgpaths', { sometimes: EVERYONE }, true),
  key('aws:ResourceOrgID', 'resourceorgid', { sometimes: EVERYONE }),
  key('aws:ResourceTag/*', 'resourcetag', { sometimes: EVERYONE }),

  // Properties of the request.
  key('aws:CalledVia', 'calledvia', { sometimes: FORWARDED }, true),
  key('aws:CalledViaFirst', 'calledviafirst', { sometimes: FORWARDED }),
  key('aws:CalledViaLast', 'calledvialast', { sometimes: FORWARDED }),
  key('aws:CalledViaAWSMCP', 'calledviaawasmcp', { sometimes: FORWARDED }),
  // "Always included in the request context for most services": AWS's page has named EC2 and Glue among the others.
  key('aws:ViaAWSService', 'viaawsservice', { sometimes: EVERYONE }),
  key('aws:ViaAWSMCPService', 'viaawsmcpservice', { sometimes: FORWARDED }),
  key('aws:CurrentTime', 'currenttime', { always: EVERYONE }),
  key('aws:EpochTime', 'epochtime', { always: EVERYONE }),
  key('aws:referer', 'referer', { sometimes: EVERYONE }),
  key('aws:RequestedRegion', 'requestedregion', { always: EVERYONE }),
  key('aws:RequestTag/*', 'requesttag', { sometimes: EVERYONE }),
  key('aws:TagKeys', 'tagkeys', { sometimes: EVERYONE }, true),
  key('aws:SecureTransport', 'securetransport', { always: EVERYONE }),
  // "only when the call to your resource is being made directly by an AWS service principal".
  key('aws:SourceAccount', 'sourceaccount', { sometimes: ['service'] }),
  key('aws:SourceArn', 'sourcearn', { sometimes: ['service'] }),
  key('aws:SourceOrgID', 'sourceorgid', { sometimes: ['service'] }),
  key('aws:SourceOrgPaths', 'sourceorgpaths', { sometimes: ['service'] }, true),
  key('aws:UserAgent', 'useragent', { always: EVERYONE }),
  key('aws:IsMcpServiceAction', 'ismcpserviceaction', { sometimes: EVERYONE }),
];

const BY_NAME: ReadonlyMap<string, GlobalKey> = new Map(GLOBAL_KEYS.map((entry) => [entry.name.toLowerCase(), entry]));

/** The entry of a condition key; null if it is not a global key. */
export function findGlobalKey(name: string): GlobalKey | null {
  const text = name.toLowerCase();
  const slash = text.indexOf('/');
  return BY_NAME.get(slash < 0 ? text : `${text.slice(0, slash)}/*`) ?? null;
}

/** Whether AWS sends a key with the requests of a caller. Keys of single services depend on the action. */
export function presenceOf(name: string, caller: CallerKind): Presence {
  return findGlobalKey(name)?.presence[caller] ?? 'sometimes';
}

/** A key in AWS's spelling; the key of a tag is kept as given. */
export function canonicalKey(name: string): string {
  const canonical = findGlobalKey(name)?.name;
  if (canonical === undefined) return name;
  return canonical.endsWith('*') ? canonical.slice(0, -1) + name.slice(canonical.length - 1) : canonical;
}
