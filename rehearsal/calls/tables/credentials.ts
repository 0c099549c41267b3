import { send } from '../../aws/send';
import { BOUND, call, denied, permitted, type CallTable } from '../call';

export const accessKeys: CallTable = {
  guardrail: 'deny-access-keys',
  gaps: [{ what: 'long-lived API keys of Bedrock', reason: 'the emulator does not enforce policies for bedrock' }],
  calls: async (root, { account, name }) => {
    const UserName = name('keys');
    await send(root, 'iam:CreateUser', { UserName });
    const user = `arn:aws:iam::${account}:user/${UserName}`;
    const create = call('creates an access key', 'iam:CreateAccessKey', user, { UserName });
    const list = call('lists access keys', 'iam:ListAccessKeys', user, { UserName });
    return [denied(BOUND, create), permitted(['platform', 'exempt'], create), permitted(BOUND, list)];
  },
};

export const iamUsers: CallTable = {
  guardrail: 'deny-iam-users',
  calls: async (root, { account, name }) => {
    const [UserName, GroupName] = [name('user'), name('group')];
    await send(root, 'iam:CreateUser', { UserName });
    await send(root, 'iam:CreateGroup', { GroupName });
    const user = `arn:aws:iam::${account}:user/${UserName}`;
    const group = `arn:aws:iam::${account}:group/${GroupName}`;
    const create = (newName: string) =>
      call('creates a user', 'iam:CreateUser', `arn:aws:iam::${account}:user/${newName}`, { UserName: newName });
    const password = { UserName, Password: 'Correct-horse-battery-1' };
    const login = call('gives a user a password', 'iam:CreateLoginProfile', user, password);
    const join = call('adds a user to a group', 'iam:AddUserToGroup', group, { UserName, GroupName });
    const read = call('reads a user', 'iam:GetUser', user, { UserName });
    const leave = call('removes a user from a group', 'iam:RemoveUserFromGroup', group, { UserName, GroupName });
    return [
      denied(BOUND, create(name('denied')), login, join),
      permitted(['platform'], create(name('platform')), join),
      permitted(BOUND, read),
      permitted(['developer'], leave),
    ];
  },
};

export const identityProviders: CallTable = {
  guardrail: 'deny-identity-providers',
  gaps: [
    {
      what: 'trust anchors of Roles Anywhere and account instances of Identity Center',
      reason: 'the emulator does not enforce policies for rolesanywhere and sso',
    },
  ],
  calls: (_, { account, name }) => {
    const host = `${name('provider')}.example.com`;
    const oidcArn = `arn:aws:iam::${account}:oidc-provider/${host}`;
    const oidcInput = {
      Url: `https://${host}`,
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: ['0'.repeat(40)],
    };
    const oidc = call('trusts an OIDC provider', 'iam:CreateOpenIDConnectProvider', oidcArn, oidcInput);
    const samlArn = `arn:aws:iam::${account}:saml-provider/${name('saml')}`;
    const samlInput = { Name: name('saml'), SAMLMetadataDocument: SAML_METADATA.padEnd(1_000) };
    const saml = call('trusts a SAML provider', 'iam:CreateSAMLProvider', samlArn, samlInput);
    const list = call('lists OIDC providers', 'iam:ListOpenIDConnectProviders', '*', {});
    return [
      denied(BOUND, oidc),
      denied(['developer'], saml),
      permitted(['platform', 'exempt'], oidc),
      permitted(BOUND, list),
    ];
  },
};

/** AWS requires at least a thousand characters. */
const SAML_METADATA =
  '<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://example.com"/>';
