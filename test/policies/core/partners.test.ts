import {
  findUnneededPartners,
  findIneffectivePartners,
  partnerPeriods,
  type Partner,
} from '../../../policies/core/partners';
import { anOrganization } from '../../support/an-organization';

const END = '2027-03-31T00:00:00Z';
const LATER = '2027-06-30T00:00:00Z';

function aPartner(account: string, expires?: string): Partner {
  return {
    account,
    owner: 'sales@example.com',
    reason: 'Collects the orders',
    ...(expires !== undefined && { expires }),
  };
}

describe('periods of partners', () => {
  test('are one without an end where no trust ends', () => {
    expect(partnerPeriods([])).toEqual([{ suffix: '', since: {}, accounts: [] }]);
    expect(partnerPeriods([aPartner('2'), aPartner('1')])).toEqual([{ suffix: '', since: {}, accounts: ['1', '2'] }]);
  });

  test('let in from each end on only those who are trusted for longer', () => {
    const partners = [aPartner('1', LATER), aPartner('2', END), aPartner('3')];
    expect(partnerPeriods(partners).map(({ suffix, accounts }) => [suffix, accounts])).toEqual([
      ['', ['1', '2', '3']],
      ['From20270331T000000Z', ['1', '3']],
      ['From20270630T000000Z', ['3']],
    ]);
  });
});

describe('needless partners', () => {
  const found = (...accounts: readonly string[]) =>
    findUnneededPartners(
      accounts.map((account) => aPartner(account)),
      anOrganization(),
    ).map(({ at, message }) => [at, message]);

  test('are accounts of the organization, the management account among them', () => {
    expect(found('444444444444')).toEqual([]);
    expect(found('444444444444', '222222222222', '111111111111')).toEqual([
      [['partners', 1, 'account'], '`222222222222` is an account of the organization, which is let in anyway'],
      [['partners', 2, 'account'], '`111111111111` is an account of the organization, which is let in anyway'],
    ]);
  });

  test('are those who are listed twice', () => {
    expect(found('444444444444', '444444444444')).toEqual([
      [['partners', 1, 'account'], '`444444444444` is listed twice'],
    ]);
  });
});

describe('useless partners', () => {
  const above = (...partners: readonly Partner[]) => [
    { guardrail: 'perimeter', target: 'root', parameters: { partners } },
  ];
  const found = (partner: Partner, neighbors: ReturnType<typeof above>) =>
    findIneffectivePartners('perimeter', [partner], neighbors).length;

  test('are those whom the same guardrail above does not let in, or not for as long', () => {
    expect(found(aPartner('444444444444'), above())).toBe(1);
    expect(found(aPartner('444444444444'), above(aPartner('444444444444', END)))).toBe(1);
    expect(found(aPartner('444444444444', LATER), above(aPartner('444444444444', END)))).toBe(1);
  });

  test('are not those who are let in above for as long', () => {
    expect(found(aPartner('444444444444', END), above(aPartner('444444444444', LATER)))).toBe(0);
    expect(found(aPartner('444444444444', END), above(aPartner('444444444444')))).toBe(0);
  });

  test('are not found by another guardrail', () => {
    expect(findIneffectivePartners('other', [aPartner('444444444444')], above())).toEqual([]);
  });
});
