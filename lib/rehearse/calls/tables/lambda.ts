import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  GetFunctionCommand,
} from '@aws-sdk/client-lambda';
import { BOUND, denied, permitted, type Attempt, type Table } from '../call';

/** An archive with nothing in it: the function is never run. */
const EMPTY_ZIP = Uint8Array.from([0x50, 0x4b, 0x05, 0x06, ...new Array<number>(18).fill(0)]);

export const publicFunctionUrls: Table = {
  guardrail: 'deny-public-function-urls',
  gaps: [
    {
      what: 'function URLs that ask for a signature',
      reason: 'the emulator does not fill in lambda:FunctionUrlAuthType, so it denies these to everyone bound',
    },
  ],
  calls: async (root, { account, region, name }) => {
    const FunctionName = name('function');
    const { Role } = await root.iam.send(
      new CreateRoleCommand({ RoleName: name('function'), AssumeRolePolicyDocument: TRUSTING_LAMBDA }),
    );
    await root.lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: Role?.Arn,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: EMPTY_ZIP },
      }),
    );
    const onFunction = (does: string, action: string, context: Attempt['context'], send: Attempt['send']): Attempt => ({
      does,
      action: `lambda:${action}`,
      resource: `arn:aws:lambda:${region}:${account}:function:${FunctionName}`,
      context,
      send,
    });
    const admit = (whom: string, Principal: string): Attempt =>
      onFunction(`lets ${whom} call a function`, 'AddPermission', { 'lambda:Principal': Principal }, (sdk) =>
        sdk.lambda.send(
          new AddPermissionCommand({
            FunctionName,
            Principal,
            StatementId: name(Principal === '*' ? 'everybody' : 'account'),
            Action: 'lambda:InvokeFunction',
          }),
        ),
      );
    const publish = onFunction(
      'makes a public function URL',
      'CreateFunctionUrlConfig',
      { 'lambda:FunctionUrlAuthType': 'NONE' },
      (sdk) => sdk.lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' })),
    );
    return [
      denied(BOUND, publish),
      denied(BOUND, admit('everybody', '*')),
      permitted(BOUND, admit('the account', account)),
      permitted(
        ['developer'],
        onFunction('reads a function', 'GetFunction', {}, (sdk) =>
          sdk.lambda.send(new GetFunctionCommand({ FunctionName })),
        ),
      ),
      permitted(['platform', 'exempt'], admit('everybody', '*')),
      permitted(['platform', 'exempt'], publish),
    ];
  },
};

const TRUSTING_LAMBDA = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
