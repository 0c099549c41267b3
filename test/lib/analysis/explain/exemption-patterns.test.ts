import { globMatches } from '../../../../lib/iam/patterns/glob';
import { exemptionPatterns } from '../../../../lib/analysis/explain/exemption-patterns';

const CENTER = 'role/aws-reserved/sso.amazonaws.com/';
const ROLE = 'AWSReservedSSO_Read_Only_0123456789abcdef';

describe('the patterns of an exemption', () => {
  test.each([
    ['222222222222', 'role/team/developer', ['arn:*:iam::222222222222:role/team/developer']],
    ['*', 'user/alice', ['arn:*:iam::*:user/alice']],
    ['*', 'root', []],
    ['*', `${CENTER}eu-central-1/${ROLE}`, [`arn:*:iam::*:${CENTER}*/AWSReservedSSO_Read_Only_*`]],
    [
      '*',
      `${CENTER}${ROLE}`,
      [`arn:*:iam::*:${CENTER}AWSReservedSSO_Read_Only_*`, `arn:*:iam::*:${CENTER}*/AWSReservedSSO_Read_Only_*`],
    ],
    [
      '*',
      `role/${ROLE}`,
      [`arn:*:iam::*:${CENTER}AWSReservedSSO_Read_Only_*`, `arn:*:iam::*:${CENTER}*/AWSReservedSSO_Read_Only_*`],
    ],
    ['*', 'role/AWSReservedSSO_Read_Only', []],
  ])('in account %s for %s', (account, name, patterns) => {
    expect(exemptionPatterns(account, name)).toEqual(patterns);
  });

  test.each(['', 'eu-central-1/'])('match a role of Identity Center with the Region %j', (region) => {
    const patterns = exemptionPatterns('*', `${CENTER}${ROLE}`);
    const matches = (role: string): boolean =>
      patterns.some((pattern) => globMatches(pattern, `arn:aws:iam::222222222222:${CENTER}${region}${role}`));
    expect(matches(ROLE)).toBe(true);
    expect(matches('AWSReservedSSO_Read_Only_fedcba9876543210')).toBe(true);
    expect(matches('AWSReservedSSO_Admin_0123456789abcdef')).toBe(false);
  });
});
