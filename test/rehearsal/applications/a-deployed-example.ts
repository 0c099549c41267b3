import type { Organization } from '../../../lib/model/organization';
import { theExample } from '../../support/the-example';

/** The example with a number for each account. */
export function aDeployedExample(): Organization {
  const { organization } = theExample();
  const accounts = organization.accounts.map((account, index) => ({ ...account, accountId: aNumber(index) }));
  return { ...organization, accounts };
}

function aNumber(index: number): string {
  return String(222_222_222_200 + index);
}
