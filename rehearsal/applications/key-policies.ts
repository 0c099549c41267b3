import { required } from '../../lib/aws/required';
import { keyOf, readBucketSettings } from '../aws/bucket-settings';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { call, type RehearsedCall } from '../calls/call';
import { expectAnswers } from '../evidence/expect-answer';
import { findingsOf } from '../evidence/step';
import type { ApplicationCaller } from './application-callers';
import { mayReach } from './only-listed';
import type { ApplicationStage, ApplicationStep } from './stage';
import { reads } from './store-calls';
import { storesOf, type RehearsedStore } from './stores';

/** The keys of open stores, asked directly and by S3. */
export const keyPolicies: ApplicationStep = {
  title: 'the key of a store is used by S3 only, and only for those whom the files name',
  async run(stage) {
    const everybody = [...(await stage.callers.applications()), ...(await stage.callers.people())];
    const results: (string | null)[] = [];
    for (const store of storesOf(stage.organization).filter(({ isOpen }) => isOpen))
      results.push(...(await tryKey(store, everybody, stage)));
    return findingsOf(results, GAPS);
  },
};

const GAPS = [
  {
    what: "the keys of stores: S3's use of them for callers of the key's own account",
    why: 'the emulator asks for the key only if the caller is of another account',
  },
  {
    what: 'the keys of stores: the encryption context that names the bucket',
    why: 'the emulator does not send the keys `kms:EncryptionContext:…`; the condition is left out',
  },
  {
    what: "what a reader's own policy says about keys of other accounts",
    why: 'the emulator asks only the policy of the key',
  },
];

async function tryKey(
  store: RehearsedStore,
  everybody: readonly ApplicationCaller[],
  { organization, callers, sessions }: ApplicationStage,
) {
  const { account, bucket, label } = store;
  const root = await sessions.root(store.number);
  const key = required(keyOf(await readBucketSettings(root, bucket)), `the key of ${label}`);
  const { CiphertextBlob } = await send(root, 'kms:Encrypt', { KeyId: key, Plaintext: Buffer.from('kept') });
  const decrypt = call(`decrypts with the key of ${label}`, 'kms:Decrypt', key, { KeyId: key, CiphertextBlob });
  const isListed = ({ who }: ApplicationCaller): boolean => {
    const { mayRead, mayWrite } = mayReach(organization, store, who);
    return mayRead || mayWrite;
  };
  const administrator = await callers.administrator(account);
  const here = [...everybody.filter((caller) => caller.account === account), administrator];
  // They have a policy of their own that allows everything. The policy of an application's role wants S3, too.
  const unlimited = here.filter(({ who }) => who?.kind !== 'application');
  const readers = everybody.filter((one) => one.account !== account && mayReach(organization, store, one.who).mayRead);
  return [
    ...(await expectAnswers('denied', here, [decrypt, ...otherUses(key, label, store.number)])),
    ...(await withPolicy(root, key, withoutService, async () => [
      ...(await expectAnswers('permitted', unlimited.filter(isListed), [decrypt])),
      ...(await expectAnswers(
        'denied',
        unlimited.filter((one) => !mayUse(organization, store, one)),
        [decrypt],
      )),
    ])),
    ...(await expectAnswers('permitted', readers, reads(store).slice(0, 1))),
    ...(await withPolicy(root, key, withoutUse, () => expectAnswers('denied', readers, reads(store).slice(0, 1)))),
  ];
}

/** One key encrypts all stores of an application in an account. */
function mayUse(
  organization: ApplicationStage['organization'],
  { application, account }: RehearsedStore,
  { who }: ApplicationCaller,
): boolean {
  return storesOf(organization)
    .filter((store) => store.application === application && store.account === account && store.isOpen)
    .map((store) => mayReach(organization, store, who))
    .some(({ mayRead, mayWrite }) => mayRead || mayWrite);
}

function otherUses(KeyId: string, label: string, account: string): readonly RehearsedCall[] {
  return [
    call(`encrypts with the key of ${label}`, 'kms:Encrypt', KeyId, { KeyId, Plaintext: Buffer.from('forged') }),
    call(`makes a data key of ${label}`, 'kms:GenerateDataKey', KeyId, { KeyId, KeySpec: 'AES_256' }),
    call(`grants the use of the key of ${label}`, 'kms:CreateGrant', KeyId, {
      KeyId,
      GranteePrincipal: `arn:aws:iam::${account}:root`,
      Operations: ['Decrypt'],
    }),
  ];
}

interface KeyStatement {
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Without the condition that S3 asks: what is left is who. */
export function withoutService(statement: KeyStatement): KeyStatement | null {
  const { Condition = {}, ...rest } = statement;
  const conditions = Object.entries(Condition).map(
    ([operator, keys]) => [operator, Object.entries(keys).filter(([key]) => key !== 'kms:ViaService')] as const,
  );
  const left = conditions.filter(([, keys]) => keys.length > 0);
  return {
    ...rest,
    Condition: Object.fromEntries(left.map(([operator, keys]) => [operator, Object.fromEntries(keys)])),
  };
}

/** Without the statements that let somebody use the key. */
export function withoutUse(statement: KeyStatement): KeyStatement | null {
  return [statement.Action].flat().includes('kms:Decrypt') ? null : statement;
}

/** Changes the policy of a key for a moment, as its account's root user. */
async function withPolicy(
  root: Pick<RehearsalClients, 'kms'>,
  KeyId: string,
  change: (statement: KeyStatement) => KeyStatement | null,
  act: () => Promise<readonly (string | null)[]>,
): Promise<readonly (string | null)[]> {
  const { Policy: before } = await send(root, 'kms:GetKeyPolicy', { KeyId, PolicyName: 'default' });
  const { Statement, ...rest } = JSON.parse(required(before, 'the policy of the key')) as { Statement: KeyStatement[] };
  const changed = Statement.map(change).filter((statement) => statement !== null);
  await send(root, 'kms:PutKeyPolicy', { KeyId, Policy: JSON.stringify({ ...rest, Statement: changed }) });
  try {
    return await act();
  } finally {
    await send(root, 'kms:PutKeyPolicy', { KeyId, Policy: before });
  }
}
