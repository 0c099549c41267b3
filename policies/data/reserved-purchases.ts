import type { ActionGroup } from '../core/action-group';

/**
 * Commitments for a term, used or not. Actions that end, return or reduce a commitment are not included, and neither are
 * actions that also do something else: the call for a reserved queue of MediaConvert is the same as for any other.
 */
export const RESERVED_PURCHASES: readonly ActionGroup[] = [
  {
    name: 'reserved-instances',
    reason: 'instances and nodes for one to three years; an exchange may increase a commitment',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/whitepapers/latest/cost-optimization-reservation-models/welcome.html',
    actions: [
      'dynamodb:PurchaseReservedCapacityOfferings',
      'ec2:AcceptReservedInstancesExchangeQuote',
      'ec2:PurchaseHostReservation',
      'ec2:PurchaseReservedInstancesOffering',
      'ec2:PurchaseScheduledInstances',
      'elasticache:PurchaseReservedCacheNodesOffering',
      'es:PurchaseReservedElasticsearchInstanceOffering',
      'es:PurchaseReservedInstanceOffering',
      'memorydb:PurchaseReservedNodesOffering',
      'rds:PurchaseReservedDBInstancesOffering',
      'redshift-serverless:CreateReservation',
      'redshift:AcceptReservedNodeExchange',
      'redshift:PurchaseReservedNodeOffering',
    ],
  },
  {
    name: 'savings-plans',
    reason: 'an amount per hour for one to three years, used or not',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/savingsplans/latest/userguide/what-is-savings-plans.html',
    actions: ['cloudfront:CreateSavingsPlan', 'cloudfront:UpdateSavingsPlan', 'savingsplans:CreateSavingsPlan'],
  },
  {
    name: 'capacity',
    reason:
      'capacity that is billed while it is reserved, used or not; blocks and training plans are billed in advance',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/capacity-reservation-overview.html',
    actions: [
      'athena:CreateCapacityReservation',
      'athena:UpdateCapacityReservation',
      'bedrock-mantle:CreateReservation',
      'bedrock-mantle:UpdateReservation',
      'ec2:AcceptCapacityReservationBillingOwnership',
      'ec2:CreateCapacityReservation',
      'ec2:CreateCapacityReservationFleet',
      'ec2:ModifyCapacityReservation',
      'ec2:ModifyCapacityReservationFleet',
      'ec2:PurchaseCapacityBlock',
      'ec2:PurchaseCapacityBlockExtension',
      'elasticloadbalancing:ModifyCapacityReservation',
      'glacier:PurchaseProvisionedCapacity',
      'sagemaker:CreateReservedCapacity',
      'sagemaker:CreateTrainingPlan',
      'sagemaker:ExtendTrainingPlan',
    ],
  },
  {
    name: 'provisioned-throughput',
    reason: 'model units for months, thousands of dollars each; changing their model costs no more',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/prov-throughput.html',
    actions: ['bedrock:CreateProvisionedModelThroughput'],
  },
  {
    name: 'offerings',
    reason: 'terms of a year or more for media, device and cluster services, and their renewal',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/medialive/latest/ug/reservations.html',
    actions: [
      'devicefarm:PurchaseOffering',
      'devicefarm:RenewOffering',
      'eks:CreateEksAnywhereSubscription',
      'eks:UpdateEksAnywhereSubscription',
      'mediaconnect:PurchaseOffering',
      'medialive:PurchaseOffering',
      'medialive:UpdateReservation',
    ],
  },
];
