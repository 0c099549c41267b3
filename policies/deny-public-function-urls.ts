import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

const AUTHENTICATION = 'lambda:FunctionUrlAuthType';

export const denyPublicFunctionUrls = guardrail({
  id: 'deny-public-function-urls',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Lambda functions cannot have a URL without IAM authentication or a permission for everyone',
  rationale:
    'A function URL without authentication is a server on the internet that no firewall, load balancer or network log ' +
    'sees, with the permissions of the function. A permission for everyone has the same effect on the API. It is also ' +
    'denied if it is limited to an organization (`--principal-org-id`), because there is no condition key for that: name ' +
    'the accounts instead.',
  foundBy: ['LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED'],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html',
    'https://docs.aws.amazon.com/controltower/latest/controlreference/ct-lambda-pv-1.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [
    // The authentication type is required, so no legitimate request is without the key.
    deny({
      Sid: 'Creation',
      Action: 'lambda:CreateFunctionUrlConfig',
      Resource: '*',
      Condition: { StringNotEquals: { [AUTHENTICATION]: 'AWS_IAM' } },
    }),
    // A change without an authentication type keeps it.
    deny({
      Sid: 'Change',
      Action: 'lambda:UpdateFunctionUrlConfig',
      Resource: '*',
      Condition: { Null: { [AUTHENTICATION]: 'false' }, StringNotEquals: { [AUTHENTICATION]: 'AWS_IAM' } },
    }),
    // The star is a value here, not a pattern: it means everyone.
    deny({
      Sid: 'Permission',
      Action: ['lambda:AddPermission', 'lambda:PutResourcePolicy'],
      Resource: '*',
      Condition: { StringEquals: { 'lambda:Principal': '*' } },
    }),
  ],
  probes: (_, place) => {
    const principal = developer(place);
    const resource = `arn:aws:lambda:eu-central-1:${place.account}:function:orders`;
    const url = (action: string, authentication?: string) => ({
      principal,
      action: `lambda:${action}`,
      resource,
      ...(authentication !== undefined && { context: { 'lambda:FunctionUrlAuthType': authentication } }),
    });
    const grant = (action: string, grantee?: string) => ({
      principal,
      action: `lambda:${action}`,
      resource,
      ...(grantee !== undefined && { context: { 'lambda:Principal': grantee } }),
    });
    return [
      denied('a developer creates a URL without authentication', url('CreateFunctionUrlConfig', 'NONE')),
      denied('a developer creates a URL with a future authentication type', url('CreateFunctionUrlConfig', 'NEW')),
      denied('a developer creates a URL without an authentication type', url('CreateFunctionUrlConfig')),
      possible('a developer creates a URL with IAM authentication', url('CreateFunctionUrlConfig', 'AWS_IAM')),
      denied('a developer disables authentication', url('UpdateFunctionUrlConfig', 'NONE')),
      denied('a developer changes authentication to a future type', url('UpdateFunctionUrlConfig', 'NEW')),
      possible('a developer enables authentication', url('UpdateFunctionUrlConfig', 'AWS_IAM')),
      possible('a developer changes who may call from a browser', url('UpdateFunctionUrlConfig')),
      ...['AddPermission', 'PutResourcePolicy'].flatMap((action) => [
        denied(`a developer lets everyone call the function: ${action}`, grant(action, '*')),
        possible(`a developer lets an account call the function: ${action}`, grant(action, place.sibling)),
        possible(
          `a developer lets a service call the function: ${action}`,
          grant(action, 'elasticloadbalancing.amazonaws.com'),
        ),
        possible(`a developer adds a permission without a principal: ${action}`, grant(action)),
      ]),
      possible('a developer removes a permission for everyone', grant('RemovePermission', '*')),
      possible('a developer removes the policy of the function', grant('DeleteResourcePolicy', '*')),
      possible('a developer removes a URL without authentication', url('DeleteFunctionUrlConfig', 'NONE')),
      possible('a developer reads a URL without authentication', url('GetFunctionUrlConfig', 'NONE')),
      possible('a developer lists the URLs of a function', url('ListFunctionUrlConfigs')),
      possible('a developer calls a function through its URL', url('InvokeFunctionUrl', 'AWS_IAM')),
      possible('a developer calls a function through a URL without authentication', url('InvokeFunctionUrl', 'NONE')),
      possible('a developer updates the code of a function', url('UpdateFunctionCode')),
      possible('a developer creates a function', url('CreateFunction')),
    ];
  },
});
