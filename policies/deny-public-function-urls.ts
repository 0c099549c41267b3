import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

const AUTHENTICATION = 'lambda:FunctionUrlAuthType';

export const denyPublicFunctionUrls = guardrail({
  id: 'deny-public-function-urls',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Lambda functions get no URL without IAM authentication, and no permission for everyone',
  rationale:
    'A function URL without authentication is a server on the internet that no firewall, load balancer or log of the ' +
    'network knows of, with the rights of the function behind it. A permission for everyone does the same to the API. It ' +
    'is denied also where it is meant for an organization (`--principal-org-id`), since AWS does not tell guardrails so: ' +
    'name the accounts instead.',
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html',
    'https://docs.aws.amazon.com/controltower/latest/controlreference/ct-lambda-pv-1.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [
    // A URL cannot be made without saying how it authenticates, so an absent key is no innocent request.
    deny({
      Sid: 'Creation',
      Action: 'lambda:CreateFunctionUrlConfig',
      Resource: '*',
      Condition: { StringNotEquals: { [AUTHENTICATION]: 'AWS_IAM' } },
    }),
    // A change that does not say how the URL authenticates leaves that as it is.
    deny({
      Sid: 'Change',
      Action: 'lambda:UpdateFunctionUrlConfig',
      Resource: '*',
      Condition: { Null: { [AUTHENTICATION]: 'false' }, StringNotEquals: { [AUTHENTICATION]: 'AWS_IAM' } },
    }),
    // The star is a value here, not a pattern: it stands for everyone.
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
      denied('a developer makes a URL without authentication', url('CreateFunctionUrlConfig', 'NONE')),
      denied('a developer makes a URL that authenticates in a way of tomorrow', url('CreateFunctionUrlConfig', 'NEW')),
      denied('a developer makes a URL and does not say how it authenticates', url('CreateFunctionUrlConfig')),
      possible('a developer makes a URL with IAM authentication', url('CreateFunctionUrlConfig', 'AWS_IAM')),
      denied('a developer switches authentication off', url('UpdateFunctionUrlConfig', 'NONE')),
      denied('a developer switches authentication to a way of tomorrow', url('UpdateFunctionUrlConfig', 'NEW')),
      possible('a developer switches authentication on', url('UpdateFunctionUrlConfig', 'AWS_IAM')),
      possible('a developer changes who may call from a browser', url('UpdateFunctionUrlConfig')),
      ...['AddPermission', 'PutResourcePolicy'].flatMap((action) => [
        denied(`a developer lets everyone call the function: ${action}`, grant(action, '*')),
        possible(`a developer lets an account call the function: ${action}`, grant(action, place.sibling)),
        possible(
          `a developer lets a service call the function: ${action}`,
          grant(action, 'elasticloadbalancing.amazonaws.com'),
        ),
        possible(`a developer does not say who may call the function: ${action}`, grant(action)),
      ]),
      possible('a developer takes a permission for everyone away', grant('RemovePermission', '*')),
      possible('a developer takes the policy of the function away', grant('DeleteResourcePolicy', '*')),
      possible('a developer removes a URL without authentication', url('DeleteFunctionUrlConfig', 'NONE')),
      possible('a developer looks at a URL without authentication', url('GetFunctionUrlConfig', 'NONE')),
      possible('a developer lists the URLs of a function', url('ListFunctionUrlConfigs')),
      possible('a developer calls a function by its URL', url('InvokeFunctionUrl', 'AWS_IAM')),
      possible('a developer calls a function by a URL without authentication', url('InvokeFunctionUrl', 'NONE')),
      possible('a developer updates the code of a function', url('UpdateFunctionCode')),
      possible('a developer makes a function', url('CreateFunction')),
    ];
  },
});
