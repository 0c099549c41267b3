import type { Oracle, OraclePolicies, OracleRequest } from '../../tools/oracle/client';
import { BOUNDARY_ARN, HOME, MANAGEMENT, type WallPolicy } from './vending-documents';

/** A call in the management account. */
export interface WallCall {
  /** For messages: what somebody does. */
  readonly does: string;
  readonly action: string;
  /**
   * The ARN, in which `{account}` and `{region}` are those of the stacks.
   *
   * @default '*'
   */
  readonly on?: string;
  /** Condition keys beside those of every call; `{boundary}` is the ARN of the boundary. */
  readonly keys?: Readonly<Record<string, string | readonly string[]>>;
}

/** What limits the caller. */
export interface Limits {
  /** The role's ARN. */
  readonly principal: string;
  readonly identityPolicy: WallPolicy;
  readonly permissionsBoundary?: WallPolicy;
}

/** AWS's default policy of a key: the policies of roles decide. */
const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` }, Action: 'kms:*', Resource: '*' },
  ],
};

/** No service control policy and no resource control policy binds the management account. */
const NO_GUARDRAILS: OraclePolicies = { serviceControlPolicies: [], resourceControlPolicies: [] };

export function fill(text: string): string {
  return text.replaceAll('{account}', MANAGEMENT).replaceAll('{region}', HOME).replaceAll('{boundary}', BOUNDARY_ARN);
}

/** The calls that are possible. */
export async function possible<Call extends WallCall>(
  oracle: Oracle,
  limits: Limits,
  calls: readonly Call[],
): Promise<readonly Call[]> {
  const { answers } = await oracle.ask(
    NO_GUARDRAILS,
    calls.map((call) => requestOf(call, limits)),
  );
  return calls.filter((_, index) => answers[index] === 'Allowed');
}

/** A policy without the statements that name other actions only: the evaluator is slow with many. */
function about({ Version, Statement }: WallPolicy, action: string): WallPolicy {
  const mayMatch = (name: string): boolean => name.includes('*') || name === action;
  return {
    Version,
    Statement: Statement.filter(({ Action }) => Action === undefined || [Action].flat().some(mayMatch)),
  };
}

function requestOf({ action, on = '*', keys = {} }: WallCall, limits: Limits): OracleRequest {
  const filled = Object.entries(keys).map(([key, value]) => [
    key,
    typeof value === 'string' ? fill(value) : value.map(fill),
  ]);
  return {
    ...limits,
    identityPolicy: about(limits.identityPolicy, action),
    action,
    resource: fill(on),
    account: MANAGEMENT,
    ...(fill(on).includes(':key/') ? { resourcePolicy: KEY_POLICY } : {}),
    context: {
      'aws:PrincipalArn': limits.principal,
      'aws:PrincipalAccount': MANAGEMENT,
      'aws:PrincipalIsAWSService': 'false',
      'aws:PrincipalType': 'AssumedRole',
      'aws:ResourceAccount': MANAGEMENT,
      'aws:SecureTransport': 'true',
      // AWS sends false for CloudFormation with a service role: it calls with the role's own credentials.
      'aws:ViaAWSService': 'false',
      ...(Object.fromEntries(filled) as Record<string, string | readonly string[]>),
    },
  };
}

/** Which of these principals, whose own policies allow everything, may assume the role. */
export async function mayAssume(
  oracle: Oracle,
  trustPolicy: WallPolicy,
  role: string,
  principals: readonly string[],
  keys: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const { answers } = await oracle.ask(
    NO_GUARDRAILS,
    principals.map((principal) => ({
      principal,
      action: 'sts:AssumeRole',
      resource: role,
      account: MANAGEMENT,
      resourcePolicy: trustPolicy,
      context: {
        'aws:PrincipalArn': principal,
        'aws:PrincipalAccount': principal.split(':')[4] ?? '',
        'aws:PrincipalIsAWSService': 'false',
        'aws:ResourceAccount': MANAGEMENT,
        ...keys,
      },
    })),
  );
  return principals.filter((_, index) => answers[index] === 'Allowed');
}
