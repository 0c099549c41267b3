import { rehearsalEnvironment } from '../../../rehearsal/processes/environment';

describe('rehearsalEnvironment', () => {
  const own = {
    PATH: '/bin',
    HOME: '/home/somebody',
    AWS_PROFILE: 'production',
    AWS_SESSION_TOKEN: 'real',
    AWS_ENDPOINT_URL_IAM: 'https://iam.amazonaws.com',
    CDK_DEFAULT_ACCOUNT: '222222222222',
    HTTPS_PROXY: 'http://proxy',
    http_proxy: 'http://proxy',
    FAKECLOUD_IAM: 'strict',
  };
  const environment = rehearsalEnvironment(own, {
    endpoint: 'http://127.0.0.1:1',
    region: 'eu-west-1',
    folder: '/tmp/r',
  });

  test('has nothing that leads to a real account', () => {
    for (const name of [
      'AWS_PROFILE',
      'AWS_SESSION_TOKEN',
      'AWS_ENDPOINT_URL_IAM',
      'CDK_DEFAULT_ACCOUNT',
      'FAKECLOUD_IAM',
    ])
      expect(environment).not.toHaveProperty(name);
    expect(environment).not.toHaveProperty('HTTPS_PROXY');
    expect(environment).not.toHaveProperty('http_proxy');
    expect(environment).toMatchObject({
      PATH: '/bin',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SHARED_CREDENTIALS_FILE: '/tmp/r/no-credentials',
      CDK_HOME: '/tmp/r/cdk-home',
    });
  });
});
