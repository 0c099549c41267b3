import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreateSAMLProviderCommand,
  CreateUserCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListOpenIDConnectProvidersCommand,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import { BOUND, denied, permitted, type Attempt, type Table } from '../call';

export const accessKeys: Table = {
  guardrail: 'deny-access-keys',
  gaps: [{ what: 'long-lived API keys of Bedrock', reason: 'the emulator does not guard bedrock' }],
  calls: async (root, { account, name }) => {
    const UserName = name('keys');
    await root.iam.send(new CreateUserCommand({ UserName }));
    const user = `arn:aws:iam::${account}:user/${UserName}`;
    const create: Attempt = {
      does: 'makes an access key',
      action: 'iam:CreateAccessKey',
      resource: user,
      send: (sdk) => sdk.iam.send(new CreateAccessKeyCommand({ UserName })),
    };
    const list: Attempt = {
      does: 'lists access keys',
      action: 'iam:ListAccessKeys',
      resource: user,
      send: (sdk) => sdk.iam.send(new ListAccessKeysCommand({ UserName })),
    };
    return [denied(BOUND, create), permitted(['platform', 'exempt'], create), permitted(BOUND, list)];
  },
};

export const iamUsers: Table = {
  guardrail: 'deny-iam-users',
  calls: async (root, { account, name }) => {
    const UserName = name('user');
    const GroupName = name('group');
    await root.iam.send(new CreateUserCommand({ UserName }));
    await root.iam.send(new CreateGroupCommand({ GroupName }));
    const user = `arn:aws:iam::${account}:user/${UserName}`;
    const group = `arn:aws:iam::${account}:group/${GroupName}`;
    const create = (newName: string): Attempt => ({
      does: 'makes a user',
      action: 'iam:CreateUser',
      resource: `arn:aws:iam::${account}:user/${newName}`,
      send: (sdk) => sdk.iam.send(new CreateUserCommand({ UserName: newName })),
    });
    const join: Attempt = {
      does: 'puts a user into a group',
      action: 'iam:AddUserToGroup',
      resource: group,
      send: (sdk) => sdk.iam.send(new AddUserToGroupCommand({ UserName, GroupName })),
    };
    const login: Attempt = {
      does: 'gives a user a password',
      action: 'iam:CreateLoginProfile',
      resource: user,
      send: (sdk) => sdk.iam.send(new CreateLoginProfileCommand({ UserName, Password: 'Correct-horse-battery-1' })),
    };
    const read: Attempt = {
      does: 'reads a user',
      action: 'iam:GetUser',
      resource: user,
      send: (sdk) => sdk.iam.send(new GetUserCommand({ UserName })),
    };
    const leave: Attempt = {
      does: 'takes a user out of a group',
      action: 'iam:RemoveUserFromGroup',
      resource: group,
      send: (sdk) => sdk.iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName })),
    };
    return [
      denied(BOUND, create(name('denied'))),
      denied(BOUND, login),
      denied(BOUND, join),
      permitted(['platform'], create(name('platform'))),
      permitted(['platform'], join),
      permitted(BOUND, read),
      permitted(['developer'], leave),
    ];
  },
};

export const identityProviders: Table = {
  guardrail: 'deny-identity-providers',
  gaps: [
    {
      what: 'trust anchors of Roles Anywhere and account instances of Identity Center',
      reason: 'the emulator does not guard rolesanywhere and sso',
    },
  ],
  calls: (_, { account, name }) => {
    const host = `${name('provider')}.example.com`;
    const oidc: Attempt = {
      does: 'trusts an OIDC provider',
      action: 'iam:CreateOpenIDConnectProvider',
      resource: `arn:aws:iam::${account}:oidc-provider/${host}`,
      send: (sdk) =>
        sdk.iam.send(
          new CreateOpenIDConnectProviderCommand({
            Url: `https://${host}`,
            ClientIDList: ['sts.amazonaws.com'],
            ThumbprintList: ['0'.repeat(40)],
          }),
        ),
    };
    const saml: Attempt = {
      does: 'trusts a SAML provider',
      action: 'iam:CreateSAMLProvider',
      resource: `arn:aws:iam::${account}:saml-provider/${name('saml')}`,
      send: (sdk) =>
        sdk.iam.send(
          new CreateSAMLProviderCommand({ Name: name('saml'), SAMLMetadataDocument: SAML_METADATA.padEnd(1_000) }),
        ),
    };
    const list: Attempt = {
      does: 'lists OIDC providers',
      action: 'iam:ListOpenIDConnectProviders',
      resource: '*',
      send: (sdk) => sdk.iam.send(new ListOpenIDConnectProvidersCommand({})),
    };
    return [
      denied(BOUND, oidc),
      denied(['developer'], saml),
      permitted(['platform', 'exempt'], oidc),
      permitted(BOUND, list),
    ];
  },
};

/** AWS takes no less than a thousand characters. */
const SAML_METADATA =
  '<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://example.com"/>';
