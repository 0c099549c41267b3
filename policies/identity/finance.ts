import { permissionSet } from '../core/permission-set';
import { FINANCE_ACTIONS } from '../data/finance-actions';
import { financeProbes } from '../probes/identity/finance';

/** Whoever answers for what is spent. They buy nothing, pay nothing, and see no resource but its cost. */
export const finance = permissionSet({
  id: 'finance',
  rationale:
    'Whoever looks at bills needs no other access, and whoever has other access need not see bills. A purchase binds for ' +
    'years, and an action of a budget can attach a policy to a role, so neither is here.',
  references: [
    'https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/billing-permissions-ref.html',
    'https://docs.aws.amazon.com/cost-management/latest/userguide/ce-access.html',
    'https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-controls.html',
  ],
  allows: FINANCE_ACTIONS,
  denies: () => [],
  probes: financeProbes,
});
