import { theExample } from '../../../support/the-example';
import { anAws, elements, pageOf, type Answer, type Call, type FakeAws } from './an-aws';

export interface LiveAccountRow {
  readonly Id: string;
  readonly Name: string;
  readonly Email: string;
  readonly State: string;
}

/** A stack of a StackSet, as the API returns it. */
export interface InstanceRow {
  readonly stackSet: string;
  readonly account: string;
  readonly region: string;
  readonly status: string;
  readonly detailed?: string;
  readonly reason?: string;
}

const { organization } = theExample();

/** The live accounts of the example: the management account, one that AWS has suspended, and the configured ones. */
export const LIVE: readonly LiveAccountRow[] = [
  { Id: '111111111111', Name: 'management', Email: 'root@example.com', State: 'ACTIVE' },
  { Id: '900000000009', Name: 'forgotten', Email: 'forgotten@example.com', State: 'SUSPENDED' },
  ...organization.accounts.map(({ accountId, name, email }, index) => ({
    Id: accountId ?? String(200000000000 + index),
    Name: name,
    Email: email,
    State: 'ACTIVE',
  })),
];

export function idOf(name: string): string {
  const account = LIVE.find(({ Name }) => Name === name);
  if (account === undefined) throw new Error(`no account ${name}`);
  return account.Id;
}

const REGIONS: Readonly<Record<string, readonly string[]>> = {
  'rampart-account': ['eu-central-1'],
  'rampart-region': ['eu-central-1', 'eu-west-1', 'us-east-1'],
  'rampart-global-events': ['eu-central-1', 'us-east-1'],
};

/** Every stack of the example, and all are current. */
export const CURRENT: readonly InstanceRow[] = Object.entries(REGIONS).flatMap(([stackSet, regions]) =>
  organization.accounts.flatMap(({ name }) =>
    regions.map((region) => ({ stackSet, account: idOf(name), region, status: 'CURRENT', detailed: 'SUCCEEDED' })),
  ),
);

/** The stacks with one of them changed; null: it is not there. */
export function withStack(
  place: Pick<InstanceRow, 'stackSet' | 'account' | 'region'>,
  change: Partial<InstanceRow> | null,
): readonly InstanceRow[] {
  const isIt = ({ stackSet, account, region }: InstanceRow): boolean =>
    stackSet === place.stackSet && account === place.account && region === place.region;
  if (!CURRENT.some(isIt)) throw new Error(`no stack ${JSON.stringify(place)}`);
  return CURRENT.flatMap((row) => (isIt(row) ? (change === null ? [] : [{ ...row, ...change }]) : [row]));
}

export interface Script {
  /** The stacks at each look; the last stays. */
  readonly looks: readonly (readonly InstanceRow[])[];
  /** The statuses of the operations of each StackSet at each look; the last stays. Default: one has succeeded. */
  readonly operations?: readonly (readonly string[])[];
  readonly accounts?: readonly LiveAccountRow[];
  readonly caller?: string;
  /** Replaces an answer; undefined: it does not. */
  readonly instead?: (call: Call, count: number) => Answer | undefined;
}

/** An organization with a baseline that gets on from look to look. Lists come in pages. */
export async function aBaseline(script: Script): Promise<FakeAws> {
  const counts = new Map<string, number>();
  let look = -1;
  const atLook = <Value>(values: readonly Value[]): Value | undefined => values[Math.min(look, values.length - 1)];
  return anAws((call) => {
    const { action, input } = call;
    const count = (counts.get(action) ?? 0) + 1;
    counts.set(action, count);
    const instead = script.instead?.(call, count);
    if (instead !== undefined) return instead;
    switch (action) {
      case 'sts:GetCallerIdentity':
        return { xml: elements({ Account: script.caller ?? '111111111111', UserId: 'u', Arn: 'arn' }) };
      case 'organizations:ListAccounts': {
        const { items, next } = pageOf(script.accounts ?? LIVE, 4, input['NextToken']);
        return { json: { Accounts: items, NextToken: next } };
      }
      case 'cloudformation:ListStackInstances': {
        if (input['StackSetName'] === 'rampart-account' && input['NextToken'] === undefined) look += 1;
        const own = (atLook(script.looks) ?? []).filter(({ stackSet }) => stackSet === input['StackSetName']);
        const { items, next } = pageOf(own, 5, input['NextToken']);
        return { xml: elements({ Summaries: items.map(memberOf).join(''), NextToken: next }) };
      }
      case 'cloudformation:ListStackSetOperations': {
        const statuses = atLook(script.operations ?? [['SUCCEEDED']]) ?? [];
        const { items, next } = pageOf(statuses, 2, input['NextToken']);
        const members = items.map((Status) => `<member>${elements({ OperationId: 'o', Status })}</member>`);
        return { xml: elements({ Summaries: members.join(''), NextToken: next }) };
      }
      default:
        return { error: 'InvalidAction', message: `no such call: ${action}` };
    }
  });
}

function memberOf({ account, region, status, detailed, reason }: InstanceRow): string {
  const comprehensive = detailed === undefined ? undefined : elements({ DetailedStatus: detailed });
  return `<member>${elements({
    Account: account,
    Region: region,
    Status: status,
    StackInstanceStatus: comprehensive,
    StatusReason: reason,
    StackId: 'arn',
  })}</member>`;
}
