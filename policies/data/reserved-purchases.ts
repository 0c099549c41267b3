import type { Layer } from '../core/layer';

/**
 * What is paid for a term, used or not. What ends, returns or shrinks a commitment is nowhere here, and neither is what
 * an action does not tell: a reserved queue of MediaConvert is made by the same call as any other.
 */
export const RESERVED_PURCHASES: readonly Layer[] = [
  {
    name: 'reserved-instances',
    reason: 'instances and nodes for one to three years; an exchange may make a commitment greater',
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
    reason: 'an amount an hour for one to three years, whatever is used',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/savingsplans/latest/userguide/what-is-savings-plans.html',
    actions: ['cloudfront:CreateSavingsPlan', 'cloudfront:UpdateSavingsPlan', 'savingsplans:CreateSavingsPlan'],
  },
  {
    name: 'capacity',
    reason: 'capacity that is billed while it is held, used or not; blocks and training plans in advance',
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
    reason: 'model units for months, thousands of dollars each; changing the model behind them costs nothing more',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/prov-throughput.html',
    actions: ['bedrock:CreateProvisionedModelThroughput'],
  },
  {
    name: 'offerings',
    reason: 'terms of a year and more of media, device and cluster services, and their renewal',
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
