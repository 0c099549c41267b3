import { find, judge, DEPLOYMENT } from './judge';

describe('deny-leaving-organization', () => {
  const isDenied = judge('deny-leaving-organization');

  test('denies leaving to everyone, the platform included', () => {
    for (const principal of ['arn:aws:iam::222222222222:role/admin', DEPLOYMENT, 'arn:aws:iam::222222222222:root'])
      expect(isDenied({ action: 'organizations:LeaveOrganization', principal })).toBe(true);
    expect(find('deny-leaving-organization').exempt).toBe('nobody');
  });

  test('leaves describing the organization possible', () => {
    for (const action of ['organizations:DescribeOrganization', 'organizations:ListAccounts'])
      expect(isDenied({ action })).toBe(false);
  });
});
