import { chooseInstance } from '../../../../lib/cli/groups/choose-instance';
import type { LiveInstance } from '../../../../lib/aws/list-identity-center-instances';
import { theExample } from '../../../support/the-example';

const { organization } = theExample();
const CONFIGURED = organization.identity?.instance?.arn ?? '';

function anInstance(arn: string, owner = '111111111111'): LiveInstance {
  return { arn, identityStoreId: 'd-1234567890', owner, status: 'ACTIVE' };
}

function choose(...instances: readonly LiveInstance[]): LiveInstance {
  return chooseInstance(instances, organization, 'eu-central-1');
}

describe('the instance of Identity Center', () => {
  test('is the one that the management account owns', () => {
    expect(choose(anInstance('other', '222222222222'), anInstance('own')).arn).toBe('own');
  });

  test('is the configured one among several', () => {
    expect(choose(anInstance('own'), anInstance(CONFIGURED)).arn).toBe(CONFIGURED);
  });

  test('fails if there are several and none is configured', () => {
    expect(() => choose(anInstance('one'), anInstance('two'))).toThrow(
      'AWS tells of 2 instances of Identity Center of account 111111111111: `one`, `two`',
    );
  });

  test('fails if there is none, and says where to enable it', () => {
    expect(() => choose()).toThrow(
      /has no instance of Identity Center in eu-central-1\n.*\n.*--region.*singlesignon, Enable/,
    );
  });

  test('fails if there is only that of an account, and names it', () => {
    expect(() => choose(anInstance('other', '222222222222'))).toThrow('only `other of account 222222222222`');
  });
});
