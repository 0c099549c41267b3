import { send } from '../../aws/send';
import { BOUND, call, denied, permitted, type CallTable } from '../call';

/** An empty archive: the function is never run. */
const EMPTY_ZIP = Uint8Array.from([0x50, 0x4b, 0x05, 0x06, ...new Array<number>(18).fill(0)]);

export const publicFunctionUrls: CallTable = {
  guardrail: 'deny-public-function-urls',
  gaps: [
    {
      what: 'function URLs that require a signature',
      reason: 'the emulator does not send lambda:FunctionUrlAuthType, so the guardrail denies these too',
    },
  ],
  calls: async (root, { account, region, name }) => {
    const FunctionName = name('function');
    const role = { RoleName: FunctionName, AssumeRolePolicyDocument: TRUSTING_LAMBDA };
    const { Role } = await send(root, 'iam:CreateRole', role);
    await send(root, 'lambda:CreateFunction', {
      FunctionName,
      Role: Role?.Arn,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: EMPTY_ZIP },
    });
    const arn = `arn:aws:lambda:${region}:${account}:function:${FunctionName}`;
    const admit = (whom: string, Principal: string, StatementId: string) =>
      call(
        `lets ${whom} call a function`,
        'lambda:AddPermission',
        arn,
        { FunctionName, Principal, StatementId: name(StatementId), Action: 'lambda:InvokeFunction' },
        { context: { 'lambda:Principal': Principal } },
      );
    const admitEverybody = admit('everybody', '*', 'everybody');
    const url = { FunctionName, AuthType: 'NONE' } as const;
    const publish = call('creates a public function URL', 'lambda:CreateFunctionUrlConfig', arn, url, {
      context: { 'lambda:FunctionUrlAuthType': 'NONE' },
    });
    return [
      denied(BOUND, publish, admitEverybody),
      permitted(BOUND, admit('the account', account, 'account')),
      permitted(['developer'], call('reads a function', 'lambda:GetFunction', arn, { FunctionName })),
      permitted(['platform', 'exempt'], admitEverybody, publish),
    ];
  },
};

const TRUSTING_LAMBDA = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
