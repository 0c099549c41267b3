import { archiveOf } from '../../../rehearsal/evidence/archive';
import { theExample } from '../../support/the-example';

const { organization } = theExample();
const accounts = organization.accounts.map((account, index) => ({
  ...account,
  accountId: String(200_000_000_000 + index),
}));
const numberOf = (key: string) => accounts.find((account) => account.key === key)?.accountId ?? '';

describe('archiveOf', () => {
  test('names what the stacks of the example deploy', () => {
    expect(archiveOf({ ...organization, accounts })).toMatchObject({
      account: numberOf('log-archive'),
      otherAccount: numberOf('audit'),
      bucket: `rampart-trail-${numberOf('log-archive')}-eu-central-1-an`,
      trailArn: 'arn:aws:cloudtrail:eu-central-1:111111111111:trail/rampart',
      lockDays: 365,
    });
  });

  test('finds none without a log archive or a trail', () => {
    expect(archiveOf({ ...organization, accounts, logArchive: null, audit: null })).toBeNull();
    expect(archiveOf({ ...organization, accounts, audit: null })).toBeNull();
  });

  test('needs the numbers of the accounts', () => {
    expect(() => archiveOf(organization)).toThrow('account `log-archive` has no number');
  });
});
