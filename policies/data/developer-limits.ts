import type { ActionGroup } from '../core/action-group';

/** What a developer leaves to others, or to nobody: what cannot be undone, and what costs for long. */
export const DEVELOPER_LIMITS: readonly ActionGroup[] = [
  {
    name: 'keys',
    reason: 'without its key, data is lost: disabled at once, deleted after days',
    asOf: '2026-11-30',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html',
    actions: [
      'kms:DeleteCustomKeyStore',
      'kms:DeleteImportedKeyMaterial',
      'kms:DisableKey',
      'kms:DisconnectCustomKeyStore',
      'kms:ScheduleKeyDeletion',
    ],
  },
  {
    name: 'billing',
    reason: 'budgets and reports belong to the platform and to finance; actions of budgets attach policies',
    asOf: '2026-11-30',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbudgetservice.html',
    actions: [
      'billing:RedeemCredits',
      'budgets:CreateBudgetAction',
      'budgets:DeleteBudgetAction',
      'budgets:ExecuteBudgetAction',
      'budgets:ModifyBudget',
      'budgets:UpdateBudgetAction',
      'ce:Create*',
      'ce:Delete*',
      'ce:Update*',
      'cur:Delete*',
      'cur:Modify*',
      'cur:Put*',
      'freetier:UpgradeAccountPlan',
      'savingsplans:Create*',
    ],
  },
];
