import type { Probe, ProbePlace } from '../../core/probe';
import { callProbes } from './calls';

export function financeProbes(place: ProbePlace): readonly Probe[] {
  return callProbes('finance', { may: MAY, mayNot: MAY_NOT, readsConfiguration: false, services: SERVICES }, place);
}

const SERVICES = ['bcm-pricing-calculator', 'pricing'];

const MAY = {
  account: 'GetAccountInformation GetContactInformation',
  'aws-portal': 'ViewBilling',
  'bcm-dashboards': 'GetDashboard ListDashboards',
  'bcm-data-exports': 'GetExport ListExports',
  'bcm-pricing-calculator': 'CreateBillScenario',
  billing: 'GetBillingData ListBillingViews',
  budgets: 'DescribeBudgetActionsForBudget ListTagsForResource ModifyBudget TagResource UntagResource ViewBudget',
  ce:
    'CreateAnomalyMonitor CreateCostCategoryDefinition CreateNotificationSubscription CreateReport DeleteAnomalyMonitor ' +
    'DeleteCostCategoryDefinition DeleteNotificationSubscription DeleteReport DescribeReport GetCostAndUsage ListCostAllocationTags ' +
    'ProvideAnomalyFeedback StartCostAllocationTagBackfill TagResource UntagResource UpdateAnomalyMonitor ' +
    'UpdateCostAllocationTagsStatus UpdateCostCategoryDefinition UpdateNotificationSubscription UpdateReport',
  'compute-optimizer': 'GetRecommendationSummaries',
  consolidatedbilling: 'GetAccountBillingRole ListLinkedAccounts',
  'cost-optimization-hub': 'GetRecommendation ListRecommendations',
  cur: 'DescribeReportDefinitions GetUsageReport',
  dynamodb: 'DescribeReservedCapacity DescribeReservedCapacityOfferings',
  ec2: 'DescribeReservedInstances DescribeReservedInstancesOfferings',
  elasticache: 'DescribeReservedCacheNodes',
  es: 'DescribeReservedInstances',
  freetier: 'GetFreeTierUsage',
  invoicing: 'BatchGetInvoiceProfile GetInvoicePDF ListInvoiceSummaries',
  memorydb: 'DescribeReservedNodes',
  organizations:
    'DescribeAccount DescribeOrganization DescribeOrganizationalUnit ListAccounts ListAccountsForParent ' +
    'ListOrganizationalUnitsForParent ListParents ListRoots ListTagsForResource',
  payments: 'GetPaymentStatus ListPaymentPreferences',
  pricing: 'GetProducts',
  'purchase-orders': 'GetPurchaseOrder ListPurchaseOrders ViewPurchaseOrders',
  rds: 'DescribeReservedDBInstances',
  redshift: 'DescribeReservedNodes',
  savingsplans: 'DescribeSavingsPlans ListTagsForResource',
  sustainability: 'GetCarbonFootprintSummary',
  tag: 'GetTagKeys GetTagValues',
  tax: 'GetTaxInheritance GetTaxRegistration GetTaxRegistrationDocument ListTaxRegistrations',
};

/** Purchases, payments, actions of budgets, who sees bills, and anything that is not money. */
const MAY_NOT = {
  account: 'GetPrimaryEmail PutContactInformation',
  'aws-portal': 'ModifyBilling ModifyPaymentMethods',
  'bcm-dashboards': 'CreateDashboard ExecuteScheduledReport',
  'bcm-data-exports': 'CreateExport UpdateExport',
  billing: 'PutContractInformation RedeemCredits UpdateIAMAccessPreference',
  budgets: 'CreateBudgetAction DeleteBudgetAction ExecuteBudgetAction UpdateBudgetAction',
  ce: 'UpdateConsoleActionSetEnforced UpdatePreferences',
  'compute-optimizer': 'ExportEC2InstanceRecommendations UpdateEnrollmentStatus',
  'cost-optimization-hub': 'UpdateEnrollmentStatus',
  cur: 'DeleteReportDefinition ModifyReportDefinition PutReportDefinition',
  dynamodb: 'DescribeTable PurchaseReservedCapacityOfferings',
  ec2: 'DescribeInstances ModifyReservedInstances PurchaseReservedInstancesOffering',
  elasticache: 'DescribeCacheClusters PurchaseReservedCacheNodesOffering',
  es: 'DescribeDomain PurchaseReservedInstanceOffering',
  freetier: 'UpgradeAccountPlan',
  iam: 'ListRoles',
  invoicing: 'CreateInvoiceUnit',
  logs: 'GetLogEvents',
  memorydb: 'DescribeClusters PurchaseReservedNodesOffering',
  organizations: 'CreateAccount DescribePolicy ListAccountsWithInvalidEffectivePolicy ListPolicies',
  payments: 'GetPaymentInstrument ListPaymentInstruments MakePayment',
  'purchase-orders': 'AddPurchaseOrder ModifyPurchaseOrders',
  rds: 'DescribeDBInstances PurchaseReservedDBInstancesOffering',
  redshift: 'DescribeClusters PurchaseReservedNodeOffering',
  s3: 'ListAllMyBuckets',
  savingsplans: 'ReturnSavingsPlan',
  tag: 'GetResources TagResources',
  tax: 'GetExemptions GetTaxInterview PutTaxRegistration',
};
