import type { LiveAccountsStack, Facts } from '../../../../lib/cli/recover/facts';
import { decide } from '../../../../lib/cli/recover/decide';
import { toOutput } from '../../../../lib/cli/recover/to-output';
import { accountLogicalId } from '../../../../lib/model/account-logical-id';
import type { Account, Organization } from '../../../../lib/model/organization';
import {
  aCreation,
  aLiveAccount,
  aResource,
  aStack,
  atAws,
  NUMBERS,
  PRODUCTION,
  ROOT_ID,
  SECURITY,
  threeAccounts,
  WORKLOADS,
} from './at-aws';

function recovered(facts: Facts, organization: Organization = threeAccounts()) {
  const output = toOutput(decide(organization, facts), []);
  const one = (key: string) => output.accounts.find((account) => account.key === key);
  const commands = output.stacks.flatMap(({ steps }) => steps.flatMap((step) => step.commands));
  return { ...output, one, commands, text: JSON.stringify(output) };
}

const MOVE_SHOP = `aws organizations move-account --account-id ${NUMBERS.shop} --source-parent-id ${ROOT_ID} --destination-parent-id ${PRODUCTION}`;
const cloudformation = (command: string) =>
  `aws cloudformation ${command} --region eu-central-1 --stack-name Rampart-Accounts`;
const ROLLBACK = [
  `${cloudformation('rollback-stack')} --no-retain-except-on-create`,
  cloudformation('wait stack-rollback-complete'),
];
const DELETION = [
  `${cloudformation('update-termination-protection')} --no-enable-termination-protection`,
  cloudformation('delete-stack'),
  cloudformation('wait stack-delete-complete'),
];
const IMPORT = [
  'npx rampart recover --write',
  'npx cdk import Accounts --resource-mapping import-Accounts.json',
  'npx cdk deploy Accounts --no-rollback',
  'npx cdk drift Accounts',
];
const DEPLOY = ['npx cdk deploy Accounts --no-rollback'];

/** The stack after it stopped at `shop`, which CloudFormation could not create. */
function stoppedAtShop(reason: string, changes: Partial<LiveAccountsStack> = {}): LiveAccountsStack {
  return aStack({
    status: 'UPDATE_FAILED',
    resources: [aResource('audit'), aResource('data'), aResource('shop', { physicalId: '', status: 'CREATE_FAILED' })],
    failures: [{ logicalId: accountLogicalId('shop'), status: 'CREATE_FAILED', reason }],
    ...changes,
  });
}

const TIMED_OUT = 'returns IN_PROGRESS state before time out. CreateAccountRequestID [car-0123456789abcdef]';
const WITHOUT_SHOP = [aLiveAccount('audit'), aLiveAccount('data')];
const SHOP_IN_ROOT = [...WITHOUT_SHOP, aLiveAccount('shop', { parentId: ROOT_ID })];

test('nothing is said where every account is in its unit and in its stack', () => {
  const { isFine, commands, unknown, stacks } = recovered(atAws());
  expect([isFine, commands, unknown]).toEqual([true, [], []]);
  expect(stacks).toEqual([expect.objectContaining({ condition: 'stable', mapping: null, steps: [] })]);
});

describe('an account whose creation timed out, and that exists', () => {
  test('is moved first, and the stack rolled back without closing anything, before the import', () => {
    const { one, commands, stacks, isFine } = recovered(
      atAws({ accounts: SHOP_IN_ROOT, stacks: [stoppedAtShop(TIMED_OUT)] }),
    );
    expect(isFine).toBe(false);
    expect(one('shop')).toMatchObject({ state: 'outside', place: 'the root', isInPlace: false, next: MOVE_SHOP });
    expect(commands).toEqual([MOVE_SHOP, ...ROLLBACK, ...IMPORT]);
    // A mapping that is written too early would lack what the rollback drops.
    expect(stacks[0]?.mapping).toBeNull();
  });

  test('is imported at once into a stack at rest', () => {
    const stack = aStack({ status: 'UPDATE_ROLLBACK_COMPLETE', resources: [aResource('audit'), aResource('data')] });
    const { one, commands, stacks } = recovered(atAws({ stacks: [stack] }));
    expect(one('shop')).toMatchObject({
      state: 'outside',
      place: 'Workloads/Production',
      isInPlace: true,
      next: IMPORT[0],
    });
    expect(commands).toEqual(IMPORT);
    expect(stacks[0]?.mapping).toEqual({ [accountLogicalId('shop')]: { AccountId: NUMBERS.shop } });
  });

  test.each([
    ['CREATE_COMPLETE', []],
    ['UPDATE_COMPLETE', []],
    ['UPDATE_ROLLBACK_COMPLETE', []],
    ['IMPORT_COMPLETE', []],
    ['IMPORT_ROLLBACK_COMPLETE', []],
    ['UPDATE_FAILED', ROLLBACK],
  ])('of a stack that is %s needs these steps before the import', (status, expected) => {
    const stack = aStack({ status, resources: [aResource('audit'), aResource('data')] });
    const { commands } = recovered(atAws({ stacks: [stack] }));
    expect(commands).toEqual([...expected, ...IMPORT]);
  });

  test.each(['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'DELETE_FAILED'])(
    'of a stack that is %s needs the deletion of the stack, which was never complete',
    (status) => {
      const stack = aStack({ status, resources: [aResource('audit'), aResource('data')] });
      const { commands } = recovered(atAws({ stacks: [stack] }));
      expect(commands).toEqual([...DELETION, ...IMPORT]);
    },
  );

  test.each([null, 'REVIEW_IN_PROGRESS', 'DELETE_COMPLETE'])(
    'comes with all others in one mapping into a stack that is %s',
    (status) => {
      const { commands, stacks } = recovered(atAws({ stacks: [aStack({ status, resources: [] })] }));
      expect(commands).toEqual(IMPORT);
      expect(stacks[0]?.mapping).toEqual(
        Object.fromEntries(Object.entries(NUMBERS).map(([key, AccountId]) => [accountLogicalId(key), { AccountId }])),
      );
    },
  );

  test('after a failed rollback, the rollback is brought to its end without what cannot be rolled back', () => {
    const stack = aStack({
      status: 'UPDATE_ROLLBACK_FAILED',
      resources: [aResource('audit', { status: 'UPDATE_FAILED' }), aResource('data')],
    });
    const { commands } = recovered(atAws({ stacks: [stack] }));
    expect(commands).toEqual([
      `${cloudformation('continue-update-rollback')} --resources-to-skip ${accountLogicalId('audit')}`,
      cloudformation('wait stack-rollback-complete'),
      ...IMPORT,
    ]);
  });

  test('in a state without a documented way out, Support is asked', () => {
    const stack = aStack({ status: 'IMPORT_ROLLBACK_FAILED', resources: [aResource('audit'), aResource('data')] });
    expect(recovered(atAws({ stacks: [stack] })).text).toContain('ask AWS Support');
  });

  test('while the stack is being deployed, nothing is done but waiting', () => {
    const stack = aStack({ status: 'UPDATE_IN_PROGRESS', resources: [aResource('audit'), aResource('data')] });
    const { one, commands } = recovered(atAws({ accounts: SHOP_IN_ROOT, stacks: [stack] }));
    expect(one('shop')).toMatchObject({ state: 'creating', next: 'npx rampart recover' });
    expect(commands).toEqual(['npx rampart recover']);
  });

  test('is found by its address in any case, and the file must be right before the import', () => {
    const accounts = [...WITHOUT_SHOP, aLiveAccount('shop', { email: 'AWS+Shop@Example.com', name: 'Shop' })];
    const stack = aStack({ resources: [aResource('audit'), aResource('data')] });
    const { one, stacks } = recovered(atAws({ accounts, stacks: [stack] }));
    expect(one('shop')).toMatchObject({ state: 'outside', accountId: NUMBERS.shop });
    expect(one('shop')?.notes.join()).toMatch(/write `name: Shop` into.*its address at AWS is `AWS\+Shop@Example.com`/);
    expect(stacks[0]?.mapping).not.toBeNull();
  });

  test('is found by the number in its file, when its address has changed', () => {
    const accounts = [...WITHOUT_SHOP, aLiveAccount('shop', { email: 'new@example.com' })];
    const stack = aStack({ resources: [aResource('audit'), aResource('data')] });
    const { one } = recovered(
      atAws({ accounts, stacks: [stack] }),
      threeAccounts({ shop: { accountId: NUMBERS.shop } }),
    );
    expect(one('shop')).toMatchObject({ state: 'outside', accountId: NUMBERS.shop });
  });

  test('whose unit does not exist yet gets its unit first', () => {
    const units = [
      { id: SECURITY, name: 'Security', parentId: ROOT_ID },
      { id: WORKLOADS, name: 'Workloads', parentId: ROOT_ID },
    ];
    const stack = aStack({ resources: [aResource('audit'), aResource('data')] });
    const { commands } = recovered(atAws({ accounts: SHOP_IN_ROOT, stacks: [stack], units }));
    expect(commands).toEqual(['npx cdk deploy Organization --no-rollback', 'npx rampart recover']);
  });
});

describe('two at once', () => {
  const stack = aStack({ resources: [aResource('audit')] });

  test('come by one mapping', () => {
    const { stacks, commands } = recovered(atAws({ stacks: [stack] }));
    expect(Object.keys(stacks[0]?.mapping ?? {})).toEqual([accountLogicalId('data'), accountLogicalId('shop')]);
    expect(commands).toEqual(IMPORT);
  });

  test('wait for each other: what exists is moved, and imported when the other is there', () => {
    const accounts = [aLiveAccount('audit'), aLiveAccount('shop', { parentId: ROOT_ID })];
    const creations = [aCreation({ name: 'data', state: 'IN_PROGRESS' })];
    const { one, commands, stacks } = recovered(atAws({ accounts, creations, stacks: [stack] }));
    expect(one('data')).toMatchObject({ state: 'creating' });
    expect(one('data')?.why).toBe('AWS is creating it, since 2026-11-30 10:20 UTC');
    expect(commands).toEqual([MOVE_SHOP, 'npx rampart recover']);
    expect(stacks[0]?.mapping).toBeNull();
  });

  test('an account behind one that does not exist cannot be imported yet: a template has what it depends on', () => {
    const accounts = [aLiveAccount('audit'), aLiveAccount('shop')];
    const { commands, stacks, text } = recovered(atAws({ accounts, stacks: [stack] }));
    expect(commands).toEqual([...DEPLOY, 'npx rampart recover']);
    expect(stacks[0]?.mapping).toBeNull();
    expect(text).toContain('`data` must be in the stack first');
  });

  test('in two stacks need two mappings', () => {
    const organization = threeAccounts({ shop: { stack: 'Accounts-b' } });
    const second = { id: 'Accounts-b', name: 'Rampart-Accounts-b', status: null, resources: [] };
    const { stacks, commands } = recovered(atAws({ stacks: [stack, aStack(second)] }), organization);
    expect(stacks.map(({ mapping }) => Object.keys(mapping ?? {}))).toEqual([
      [accountLogicalId('data')],
      [accountLogicalId('shop')],
    ]);
    expect(commands).toContain('npx cdk import Accounts-b --resource-mapping import-Accounts-b.json');
  });
});

describe('two files that mean one account, one by its number and one by its address,', () => {
  const none = aStack({ resources: [] });
  /** `audit` has the number of `data`, and an address that no account has. */
  const claim = (changes: Partial<Account> = {}) =>
    threeAccounts({ audit: { accountId: NUMBERS.data, email: 'old@example.com', ...changes } });
  const accounts = [aLiveAccount('data')];

  test('are told both, and neither is imported or moved', () => {
    const { one, stacks, commands } = recovered(
      atAws({ accounts: [aLiveAccount('data', { parentId: ROOT_ID })], stacks: [none] }),
      claim(),
    );
    for (const key of ['audit', 'data'])
      expect(one(key)).toMatchObject({
        state: 'conflict',
        why: expect.stringContaining(
          `accounts/audit.yaml and accounts/data.yaml mean one account, ${NUMBERS.data}`,
        ) as string,
        next: expect.stringContaining('find out which file it belongs to') as string,
        notes: [],
      });
    expect(stacks[0]?.mapping).toBeNull();
    // A deployment would create an account for the file of the wrong address.
    expect(commands).toEqual(['npx rampart recover']);
  });

  test('are corrected after the import of an account before them, and before the deployment', () => {
    const organization = threeAccounts({ shop: { accountId: NUMBERS.data, email: 'old@example.com' } });
    const { stacks } = recovered(
      atAws({ accounts: [aLiveAccount('audit'), aLiveAccount('data')], stacks: [none] }),
      organization,
    );
    expect(Object.keys(stacks[0]?.mapping ?? {})).toEqual([accountLogicalId('audit')]);
    expect(stacks[0]?.steps.map(({ text }) => text.slice(0, 8))).toEqual([
      'Write th',
      'Import. ',
      '`data`: ',
      '`shop`: ',
      'Deploy w',
    ]);
  });

  test('are told, too, if they are in two stacks', () => {
    const stacks = [none, aStack({ id: 'Accounts-b', name: 'Rampart-Accounts-b', resources: [] })];
    const { one } = recovered(atAws({ accounts, stacks }), claim({ stack: 'Accounts-b' }));
    expect([one('audit')?.state, one('data')?.state]).toEqual(['conflict', 'conflict']);
  });

  test('are told, too, if one says that it is closed: nobody closes what the other one needs', () => {
    const { one } = recovered(atAws({ accounts, stacks: [none] }), claim({ state: 'closed' }));
    expect([one('audit')?.state, one('data')?.state]).toEqual(['conflict', 'conflict']);
    expect(one('audit')?.next).not.toContain('close it');
  });

  test('leave the one alone whose stack has it', () => {
    const { one } = recovered(atAws({ accounts, stacks: [aStack({ resources: [aResource('data')] })] }), claim());
    expect([one('audit')?.state, one('data')?.state]).toEqual(['conflict', 'fine']);
  });

  test('hold up an account behind them until one is corrected, since a deployment could create another account', () => {
    const { commands, text } = recovered(
      atAws({ accounts: [...accounts, aLiveAccount('shop')], stacks: [none] }),
      claim(),
    );
    expect(commands).toEqual(['npx rampart recover']);
    expect(text).toContain('`audit`: find out which file it belongs to');
  });
});

describe('an account behind one', () => {
  const closed = [aLiveAccount('audit'), aLiveAccount('data', { state: 'SUSPENDED' }), aLiveAccount('shop')];

  test('that is closed at AWS and that the stack has is imported at once', () => {
    const stack = aStack({ resources: [aResource('audit'), aResource('data')] });
    const { one, stacks, commands } = recovered(atAws({ accounts: closed, stacks: [stack] }));
    expect(one('data')).toMatchObject({ state: 'closed-at-aws' });
    expect(Object.keys(stacks[0]?.mapping ?? {})).toEqual([accountLogicalId('shop')]);
    expect(commands).toEqual(IMPORT);
  });

  test('that is closed at AWS and that no stack has waits for the file: a deployment could not create it', () => {
    const { stacks, commands, text } = recovered(
      atAws({ accounts: closed, stacks: [aStack({ resources: [aResource('audit')] })] }),
    );
    expect(stacks[0]?.mapping).toBeNull();
    expect(commands).toEqual(['npx rampart recover']);
    expect(text).toContain('`data`: write `state: closed`');
  });

  test('in whose place the stack has another account is imported at once', () => {
    const resources = [aResource('audit'), aResource('data', { physicalId: '888888888888' })];
    const { one, stacks } = recovered(atAws({ stacks: [aStack({ resources })] }));
    expect(one('data')).toMatchObject({ state: 'conflict' });
    expect(Object.keys(stacks[0]?.mapping ?? {})).toEqual([accountLogicalId('shop')]);
  });
});

describe('an account that AWS could not create', () => {
  test.each([
    ['ACCOUNT_LIMIT_EXCEEDED', 'raise the quota of accounts'],
    ['EMAIL_ALREADY_EXISTS', 'write another one into the file'],
    ['INVALID_EMAIL', 'correct `email`'],
    ['INTERNAL_FAILURE', 'if it happens again, ask AWS Support'],
    ['PENDING_BUSINESS_VALIDATION', 'business validation'],
    ['A_NEW_REASON', 'remove the cause that AWS names'],
    ['constructor', 'remove the cause that AWS names'],
  ])('because of %s is told what helps, and then deployed', (failureReason, expected) => {
    const { one, commands } = recovered(
      atAws({
        accounts: WITHOUT_SHOP,
        creations: [aCreation({ failureReason })],
        stacks: [stoppedAtShop(`Account creation failed with reason [${failureReason}]`)],
      }),
    );
    expect(one('shop')).toMatchObject({
      state: 'failed',
      accountId: null,
      next: expect.stringContaining(expected) as unknown,
    });
    expect(one('shop')?.why).toContain(failureReason);
    expect(commands).toEqual(DEPLOY);
  });

  test.each([
    ["Your organization hasn't finished initializing", 'takes up to an hour'],
    ['User is not authorized to perform: organizations:CreateAccount', 'extend the execution policies'],
    ['You have exceeded the allowed number of AWS accounts', 'raise the quota'],
  ])('although nothing was requested (%s) is told by the message of CloudFormation', (reason, expected) => {
    const { one } = recovered(atAws({ accounts: WITHOUT_SHOP, stacks: [stoppedAtShop(reason)] }));
    expect(one('shop')).toMatchObject({ state: 'failed', next: expect.stringContaining(expected) as unknown });
  });

  test('is judged by the newest request, also if an older one has its name', () => {
    const creations = [
      aCreation({ id: 'car-new', failureReason: 'INVALID_EMAIL' }),
      aCreation({ id: 'car-old', failureReason: 'ACCOUNT_LIMIT_EXCEEDED' }),
    ];
    const { one } = recovered(atAws({ accounts: WITHOUT_SHOP, creations, stacks: [aStack({ resources: [] })] }));
    expect(one('shop')?.why).toContain('INVALID_EMAIL');
  });

  test('whose stack was rolled back is deployed again after the stack is deleted', () => {
    const stack = stoppedAtShop('', { status: 'ROLLBACK_COMPLETE', resources: [] });
    const { commands } = recovered(atAws({ accounts: [], creations: [], stacks: [stack] }));
    expect(commands).toEqual([...DELETION, ...DEPLOY]);
  });

  test('is waited for while AWS is at work', () => {
    const creations = [aCreation({ state: 'IN_PROGRESS' })];
    const { one, commands } = recovered(
      atAws({ accounts: WITHOUT_SHOP, creations, stacks: [stoppedAtShop(TIMED_OUT)] }),
    );
    expect(one('shop')).toMatchObject({ state: 'creating' });
    expect(commands).toEqual(['npx rampart recover']);
  });

  test('and that nothing has tried to create is deployed', () => {
    const { one, commands } = recovered(
      atAws({ accounts: WITHOUT_SHOP, stacks: [aStack({ resources: [aResource('audit'), aResource('data')] })] }),
    );
    expect(one('shop')).toMatchObject({ state: 'missing', next: DEPLOY[0] });
    expect(commands).toEqual(DEPLOY);
  });

  test('a request that created an account with another name or address says nothing about it', () => {
    const other = aLiveAccount('shop', { id: '555555555555', email: 'someone@example.com' });
    const creations = [aCreation({ state: 'SUCCEEDED', accountId: '555555555555' })];
    const { one, unknown } = recovered(
      atAws({
        accounts: [...WITHOUT_SHOP, other],
        creations,
        stacks: [aStack({ resources: [aResource('audit'), aResource('data')] })],
      }),
    );
    expect(one('shop')).toMatchObject({ state: 'missing' });
    expect(unknown.map(({ accountId }) => accountId)).toEqual(['555555555555']);
  });

  test('an account that AWS created and no longer lists is a conflict', () => {
    const creations = [aCreation({ state: 'SUCCEEDED', accountId: NUMBERS.shop })];
    const { one } = recovered(atAws({ accounts: WITHOUT_SHOP, creations, stacks: [aStack({ resources: [] })] }));
    expect(one('shop')).toMatchObject({ state: 'conflict', next: expect.stringContaining('look again') as unknown });
  });
});

describe('an account that was created and not moved', () => {
  test('by a stack that failed is moved by the next deployment', () => {
    const stack = aStack({
      status: 'UPDATE_FAILED',
      resources: [aResource('audit'), aResource('data'), aResource('shop', { status: 'UPDATE_FAILED' })],
    });
    const { one, commands } = recovered(atAws({ accounts: SHOP_IN_ROOT, stacks: [stack] }));
    expect(one('shop')).toMatchObject({ state: 'not-moved', next: DEPLOY[0] });
    expect(commands).toEqual(DEPLOY);
  });

  test('although its stack is fine is drift', () => {
    const { one, commands } = recovered(atAws({ accounts: SHOP_IN_ROOT }));
    expect(one('shop')).toMatchObject({ state: 'elsewhere', next: 'npx rampart drift' });
    expect(commands).toEqual([]);
  });
});

test('a stack that failed for another reason is deployed again', () => {
  const { isFine, commands } = recovered(atAws({ stacks: [aStack({ status: 'UPDATE_FAILED' })] }));
  expect([isFine, commands]).toEqual([false, DEPLOY]);
});

describe('an account that is closed', () => {
  test.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'])('at AWS (%s) and not in its file is told', (state) => {
    const { one } = recovered(atAws({ accounts: [...WITHOUT_SHOP, aLiveAccount('shop', { state })] }));
    expect(one('shop')).toMatchObject({
      state: 'closed-at-aws',
      next: expect.stringContaining('state: closed') as unknown,
    });
  });

  test('at AWS and in its file is fine, and so is one that AWS has forgotten', () => {
    const organization = threeAccounts({ shop: { state: 'closed', accountId: NUMBERS.shop } });
    const stack = aStack({ resources: [aResource('audit'), aResource('data')] });
    for (const accounts of [WITHOUT_SHOP, [...WITHOUT_SHOP, aLiveAccount('shop', { state: 'SUSPENDED' })]]) {
      const { isFine, unknown } = recovered(atAws({ accounts, stacks: [stack] }), organization);
      expect([isFine, unknown]).toEqual([true, []]);
    }
  });

  test('in its file only is urgent, and never imported', () => {
    const organization = threeAccounts({ shop: { state: 'closed' } });
    const { accounts, commands } = recovered(
      atAws({ stacks: [aStack({ resources: [aResource('audit'), aResource('data')] })] }),
      organization,
    );
    expect(accounts[0]).toMatchObject({ key: 'shop', state: 'still-open' });
    expect(commands).toEqual([]);
  });

  test('gives way to an open one with the same address', () => {
    const closed = aLiveAccount('shop', { id: '999999999999', state: 'SUSPENDED' });
    const { isFine, unknown } = recovered(atAws({ accounts: [closed, ...WITHOUT_SHOP, aLiveAccount('shop')] }));
    expect(isFine).toBe(true);
    expect(unknown.map(({ accountId }) => accountId)).toEqual(['999999999999']);
  });

  test('but is being activated yet is waited for', () => {
    const { one } = recovered(
      atAws({ accounts: [...WITHOUT_SHOP, aLiveAccount('shop', { state: 'PENDING_ACTIVATION' })] }),
    );
    expect(one('shop')).toMatchObject({ state: 'creating', next: expect.stringContaining('wait') as unknown });
  });
});

describe('a contradiction is left to a person:', () => {
  const WITHOUT = aStack({ resources: [aResource('audit'), aResource('data')] });

  test.each<[string, Facts, Organization, string]>([
    [
      'the address of the management account',
      atAws({ accounts: WITHOUT_SHOP, stacks: [WITHOUT] }),
      threeAccounts({ shop: { email: 'ROOT@example.com' } }),
      'the management account is in no stack',
    ],
    [
      'the number of the management account',
      atAws({ stacks: [WITHOUT] }),
      threeAccounts({ shop: { accountId: '111111111111' } }),
      'the management account is in no stack',
    ],
    [
      'a number and an address of two accounts',
      atAws({ stacks: [WITHOUT] }),
      threeAccounts({ shop: { accountId: NUMBERS.data } }),
      'find out which of the two it is',
    ],
    [
      'a number that no account has',
      atAws({ accounts: WITHOUT_SHOP, stacks: [WITHOUT] }),
      threeAccounts({ shop: { accountId: '888888888888' } }),
      'correct `id`',
    ],
    [
      'another account in its place in the stack',
      atAws({
        stacks: [
          aStack({
            resources: [aResource('audit'), aResource('data'), aResource('shop', { physicalId: '888888888888' })],
          }),
        ],
      }),
      threeAccounts(),
      'write the address again',
    ],
    [
      'an account in the stack under the name of an earlier file',
      atAws({
        stacks: [
          aStack({
            resources: [aResource('audit'), aResource('data'), aResource('shop', { logicalId: 'AccountsoldABCDEF01' })],
          }),
        ],
      }),
      threeAccounts(),
      'restore the name that its file had',
    ],
    [
      'an account in another stack than its file says',
      atAws({ stacks: [aStack(), aStack({ id: 'Accounts-b', name: 'Rampart-Accounts-b', resources: [] })] }),
      threeAccounts({ shop: { stack: 'Accounts-b' } }),
      'write the suffix of Accounts',
    ],
  ])('%s', (_name, facts, organization, expected) => {
    const { one, stacks } = recovered(facts, organization);
    expect(one('shop')).toMatchObject({ state: 'conflict', next: expect.stringContaining(expected) as unknown });
    expect(Object.keys(stacks[0]?.mapping ?? {})).not.toContain(accountLogicalId('shop'));
  });
});

test('the accounts of an adopted organization come into their stack by one mapping', () => {
  const organization: Organization = {
    ...threeAccounts({
      audit: { accountId: NUMBERS.audit },
      data: { accountId: NUMBERS.data },
      shop: { accountId: NUMBERS.shop },
    }),
    adopted: true,
    id: 'o-exampleorg1',
    rootId: ROOT_ID,
  };
  const { stacks, commands } = recovered(atAws({ stacks: [aStack({ status: null, resources: [] })] }), organization);
  expect(Object.keys(stacks[0]?.mapping ?? {})).toHaveLength(3);
  expect(commands).toEqual(IMPORT);
});

test('an account that no file knows is told, and nothing more', () => {
  const stray = aLiveAccount('shop', {
    id: '777777777777',
    name: 'stray',
    email: 'stray@example.com',
    parentId: ROOT_ID,
  });
  const { isFine, unknown, commands } = recovered(atAws({ accounts: [...WITHOUT_SHOP, aLiveAccount('shop'), stray] }));
  expect([isFine, commands]).toEqual([true, []]);
  expect(unknown).toEqual([
    { accountId: '777777777777', name: 'stray', email: 'stray@example.com', state: 'ACTIVE', place: 'the root' },
  ]);
});

test('an account outside of its unit comes first', () => {
  const accounts = [aLiveAccount('audit'), aLiveAccount('data'), aLiveAccount('shop', { parentId: ROOT_ID })];
  const stack = aStack({ resources: [aResource('audit')] });
  const { accounts: told } = recovered(atAws({ accounts, stacks: [stack] }));
  expect(told.map(({ key }) => key)).toEqual(['shop', 'data', 'audit']);
});

describe('a unit', () => {
  const renamed = [
    { id: SECURITY, name: 'Security', parentId: ROOT_ID },
    { id: WORKLOADS, name: 'Workloads', parentId: ROOT_ID },
    { id: PRODUCTION, name: 'Prod', parentId: WORKLOADS },
  ];

  test('that has another name at AWS is found by the export of its stack', () => {
    const facts = atAws({ units: renamed });
    const exports = { 'Rampart-Organization:Unit-Production': PRODUCTION };
    expect(recovered({ ...facts, exports }).isFine).toBe(true);
    const misplaced = atAws({ units: renamed, accounts: SHOP_IN_ROOT });
    expect(recovered({ ...misplaced, exports }).one('shop')).toMatchObject({ state: 'elsewhere' });
  });

  test('is found by the id in its file first', () => {
    const organization = threeAccounts();
    const units = organization.units.map((unit) => (unit.key === 'Production' ? { ...unit, awsId: PRODUCTION } : unit));
    const { one } = recovered(atAws({ units: renamed, accounts: SHOP_IN_ROOT }), { ...organization, units });
    expect(one('shop')).toMatchObject({ state: 'elsewhere' });
  });
});

test('no step ever uses `cdk rollback`, which would close what a failed deployment created', () => {
  for (const status of ['CREATE_FAILED', 'UPDATE_FAILED', 'UPDATE_ROLLBACK_FAILED', 'ROLLBACK_FAILED']) {
    const stack = aStack({ status, resources: [aResource('audit')] });
    for (const accounts of [SHOP_IN_ROOT, WITHOUT_SHOP]) {
      const { commands } = recovered(atAws({ accounts, stacks: [stack] }));
      expect(commands.filter((command) => command.includes('cdk rollback'))).toEqual([]);
      expect(commands.length).toBeGreaterThan(0);
    }
  }
});

test('nobody is told to close an open account that has the address of one that was closed', () => {
  const organization = threeAccounts();
  const accounts = organization.accounts.map((account) =>
    account.key === 'shop' ? { ...account, state: 'closed' as const, accountId: '999999999999' } : account,
  );
  expect(recovered(atAws(), { ...organization, accounts }).one('shop')).toMatchObject({
    state: 'conflict',
    next: expect.stringContaining('find out which of the two it is') as string,
  });
});

describe('what a stack has', () => {
  test.each([
    ['CREATE_COMPLETE', 'fine'],
    ['IMPORT_COMPLETE', 'fine'],
    ['UPDATE_COMPLETE', 'fine'],
    ['UPDATE_FAILED', 'fine'],
    ['CREATE_FAILED', 'outside'],
    ['DELETE_FAILED', 'outside'],
  ])('of an account that is %s makes it %s', (status, state) => {
    const stack = aStack({ resources: [aResource('audit'), aResource('data'), aResource('shop', { status })] });
    expect(recovered(atAws({ stacks: [stack] })).one('shop')).toMatchObject({ state });
  });

  test('counts for nothing where it was never complete, in its own file and in others', () => {
    const dead = aStack({ status: 'ROLLBACK_COMPLETE' });
    const { accounts, commands } = recovered(atAws({ stacks: [dead] }));
    expect(accounts.map(({ state }) => state)).toEqual(['outside', 'outside', 'outside']);
    expect(commands).toEqual([...DELETION, ...IMPORT]);
    const other = aStack({ id: 'Accounts-b', name: 'Rampart-Accounts-b', resources: [] });
    const { one } = recovered(atAws({ stacks: [dead, other] }), threeAccounts({ shop: { stack: 'Accounts-b' } }));
    expect(one('shop')).toMatchObject({ state: 'outside' });
  });

  test('does not hold an account that it failed to create under another name', () => {
    const old = aResource('shop', { logicalId: 'AccountsoldABCDEF01', status: 'CREATE_FAILED' });
    const stack = aStack({ resources: [aResource('audit'), aResource('data'), old] });
    expect(recovered(atAws({ stacks: [stack] })).one('shop')).toMatchObject({ state: 'outside' });
  });

  test('is all that is told of one without accounts: nothing, if it is not there', () => {
    const empty = aStack({ id: 'Accounts-b', name: 'Rampart-Accounts-b', status: null, resources: [] });
    expect(recovered(atAws({ stacks: [aStack(), empty] })).isFine).toBe(true);
  });
});

describe('while a stack is deployed, an account', () => {
  const UPDATING = { status: 'UPDATE_IN_PROGRESS' };

  test('that is fine is no reason to deploy at the same time', () => {
    expect(recovered(atAws({ stacks: [aStack(UPDATING)] })).commands).toEqual(['npx rampart recover']);
  });

  test('that does not exist yet is being created', () => {
    const stack = aStack({ ...UPDATING, resources: [aResource('audit'), aResource('data')] });
    expect(recovered(atAws({ accounts: WITHOUT_SHOP, stacks: [stack] })).one('shop')).toMatchObject({
      state: 'creating',
      why: 'the stack Rampart-Accounts is UPDATE_IN_PROGRESS',
    });
  });

  test('that the stack has and that is elsewhere is on its way', () => {
    const { one } = recovered(atAws({ accounts: SHOP_IN_ROOT, stacks: [aStack(UPDATING)] }));
    expect(one('shop')).toMatchObject({ state: 'creating' });
  });
});

describe('a request for an account', () => {
  const NAMED = stoppedAtShop(TIMED_OUT);

  test('is found by its id in the message of CloudFormation, whatever its name', () => {
    const creations = [aCreation({ name: 'another', failureReason: 'INVALID_EMAIL' })];
    const { one } = recovered(atAws({ accounts: WITHOUT_SHOP, creations, stacks: [NAMED] }));
    expect(one('shop')?.why).toContain('AWS could not create it: INVALID_EMAIL');
  });

  test('that created an account whose address has changed leaves the file to a person', () => {
    const renamed = aLiveAccount('shop', { id: '555555555555', email: 'new@example.com' });
    const creations = [aCreation({ state: 'SUCCEEDED', accountId: '555555555555' })];
    const { one } = recovered(atAws({ accounts: [...WITHOUT_SHOP, renamed], creations, stacks: [NAMED] }));
    expect(one('shop')).toMatchObject({
      state: 'conflict',
      why: 'AWS created it as 555555555555, whose address is `new@example.com` now',
    });
  });

  test('in the message about another account says nothing about this one', () => {
    const stack = aStack({
      resources: [aResource('audit')],
      failures: [{ logicalId: accountLogicalId('data'), status: 'CREATE_FAILED', reason: TIMED_OUT }],
    });
    const creations = [aCreation({ name: 'data', failureReason: 'INVALID_EMAIL' })];
    const { one } = recovered(atAws({ accounts: [aLiveAccount('audit')], creations, stacks: [stack] }));
    expect([one('data')?.state, one('shop')?.state]).toEqual(['failed', 'missing']);
  });
});

describe('the steps of a stack', () => {
  const FIRST = aStack({ resources: [aResource('audit')] });
  const FAILED_DATA = [aCreation({ name: 'data', failureReason: 'INVALID_EMAIL' })];

  test('have no mapping while an account behind is being created: one import takes all', () => {
    const creations = [aCreation({ state: 'IN_PROGRESS' })];
    const { stacks, commands } = recovered(atAws({ accounts: WITHOUT_SHOP, creations, stacks: [FIRST] }));
    expect(stacks[0]?.mapping).toBeNull();
    expect(commands).toEqual(['npx rampart recover']);
  });

  test('deploy past a contradiction in whose place the stack has an account', () => {
    const resources = [aResource('audit'), aResource('data', { physicalId: '888888888888' })];
    const { one, commands } = recovered(atAws({ accounts: WITHOUT_SHOP, stacks: [aStack({ resources })] }));
    expect([one('data')?.state, one('shop')?.state]).toEqual(['conflict', 'missing']);
    expect(commands).toEqual(DEPLOY);
  });

  test.each([
    ['another account waits behind it', [aLiveAccount('audit'), aLiveAccount('shop')]],
    ['nothing is outside', [aLiveAccount('audit')]],
  ])('begin with what helps against a failure if %s', (_what, accounts) => {
    const { stacks } = recovered(atAws({ accounts, creations: FAILED_DATA, stacks: [FIRST] }));
    expect(stacks[0]?.steps[0]).toEqual({ text: '`data`: correct `email` in the file', commands: [] });
  });

  test.each(['UPDATE_FAILED', 'CREATE_FAILED'])('deploy one that is %s again, if nothing is outside', (status) => {
    const { commands } = recovered(atAws({ accounts: WITHOUT_SHOP, stacks: [stoppedAtShop('', { status })] }));
    expect(commands).toEqual(DEPLOY);
  });

  test('import an account behind one that was closed', () => {
    const organization = threeAccounts({ data: { state: 'closed', accountId: NUMBERS.data } });
    const accounts = [aLiveAccount('audit'), aLiveAccount('data', { state: 'SUSPENDED' }), aLiveAccount('shop')];
    const { stacks } = recovered(atAws({ accounts, stacks: [FIRST] }), organization);
    expect(Object.keys(stacks[0]?.mapping ?? {})).toEqual([accountLogicalId('shop')]);
  });

  test('give each account its own next one: the move of another is none', () => {
    const stack = stoppedAtShop(TIMED_OUT, { resources: [aResource('audit')] });
    const { one } = recovered(atAws({ accounts: SHOP_IN_ROOT, stacks: [stack] }));
    expect([one('data')?.next, one('shop')?.next]).toEqual([ROLLBACK[0], MOVE_SHOP]);
  });
});

describe('the right unit among several is', () => {
  const facts = atAws({
    units: [
      { id: SECURITY, name: 'Security', parentId: ROOT_ID },
      { id: 'ou-ab12-other000', name: 'Production', parentId: SECURITY },
      { id: WORKLOADS, name: 'Workloads', parentId: ROOT_ID },
      { id: PRODUCTION, name: 'Production', parentId: WORKLOADS },
    ],
  });
  const EXPORT = 'Rampart-Organization:Unit-Production';

  test('the one below its parent, if two have its name', () => {
    expect(recovered(facts).isFine).toBe(true);
  });

  test('one that AWS still has, whatever a stack exports', () => {
    expect(recovered({ ...facts, exports: { [EXPORT]: 'ou-ab12-gone0000' } }).isFine).toBe(true);
  });

  test('the one of the file, if a stack exports another', () => {
    const organization = threeAccounts();
    const units = organization.units.map((unit) => (unit.key === 'Production' ? { ...unit, awsId: PRODUCTION } : unit));
    const exports = { [EXPORT]: 'ou-ab12-other000' };
    expect(recovered({ ...facts, exports }, { ...organization, units }).isFine).toBe(true);
  });
});
