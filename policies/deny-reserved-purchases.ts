import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { actionsOf } from './core/action-group';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';
import { RESERVED_PURCHASES } from './data/reserved-purchases';

export const denyReservedPurchases = guardrail({
  id: 'deny-reserved-purchases',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Only exempt principals, such as a finance role, can buy commitments for a term',
  rationale:
    'One click in the wrong Region or for the wrong family commits a company for three years, and AWS rarely refunds it. ' +
    'Commitments apply to all accounts, so they should be bought where all usage is visible.',
  foundBy: { nothing: 'A purchase is not a resource that AWS Config records.' },
  references: [
    'https://docs.aws.amazon.com/whitepapers/latest/cost-optimization-reservation-models/welcome.html',
    'https://docs.aws.amazon.com/savingsplans/latest/userguide/what-is-savings-plans.html',
    'https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/ri-turn-off.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: actionsOf(RESERVED_PURCHASES), Resource: '*' })],
  probes: (_, place) => {
    const principal = developer(place);
    const each = (effect: typeof denied, what: string, actions: readonly string[]) =>
      actions.map((action) => effect(`a developer ${what}: ${action}`, { principal, action }));
    return [
      ...each(denied, 'reserves instances or nodes', [
        'ec2:PurchaseReservedInstancesOffering',
        'ec2:AcceptReservedInstancesExchangeQuote',
        'ec2:PurchaseScheduledInstances',
        'ec2:PurchaseHostReservation',
        'rds:PurchaseReservedDBInstancesOffering',
        'elasticache:PurchaseReservedCacheNodesOffering',
        'memorydb:PurchaseReservedNodesOffering',
        'es:PurchaseReservedInstanceOffering',
        'es:PurchaseReservedElasticsearchInstanceOffering',
        'redshift:PurchaseReservedNodeOffering',
        'redshift:AcceptReservedNodeExchange',
        'redshift-serverless:CreateReservation',
        'dynamodb:PurchaseReservedCapacityOfferings',
      ]),
      ...each(denied, 'buys a savings plan', [
        'savingsplans:CreateSavingsPlan',
        'cloudfront:CreateSavingsPlan',
        'cloudfront:UpdateSavingsPlan',
      ]),
      ...each(denied, 'reserves capacity', [
        'ec2:CreateCapacityReservation',
        'ec2:ModifyCapacityReservation',
        'ec2:CreateCapacityReservationFleet',
        'ec2:ModifyCapacityReservationFleet',
        'ec2:AcceptCapacityReservationBillingOwnership',
        'ec2:PurchaseCapacityBlock',
        'ec2:PurchaseCapacityBlockExtension',
        'sagemaker:CreateTrainingPlan',
        'sagemaker:ExtendTrainingPlan',
        'sagemaker:CreateReservedCapacity',
        'athena:CreateCapacityReservation',
        'athena:UpdateCapacityReservation',
        'bedrock-mantle:CreateReservation',
        'bedrock-mantle:UpdateReservation',
        'glacier:PurchaseProvisionedCapacity',
        'elasticloadbalancing:ModifyCapacityReservation',
      ]),
      ...each(denied, 'commits to throughput', ['bedrock:CreateProvisionedModelThroughput']),
      ...each(denied, 'buys or renews an offering', [
        'devicefarm:PurchaseOffering',
        'devicefarm:RenewOffering',
        'eks:CreateEksAnywhereSubscription',
        'eks:UpdateEksAnywhereSubscription',
        'mediaconnect:PurchaseOffering',
        'medialive:PurchaseOffering',
        'medialive:UpdateReservation',
      ]),
      ...each(possible, 'ends or returns a commitment', [
        'savingsplans:ReturnSavingsPlan',
        'savingsplans:DeleteQueuedSavingsPlan',
        'ec2:DeleteQueuedReservedInstances',
        'ec2:CancelCapacityReservation',
        'ec2:CancelCapacityReservationFleets',
        'athena:CancelCapacityReservation',
        'bedrock:DeleteProvisionedModelThroughput',
        'bedrock-mantle:DeleteReservation',
        'eks:DeleteEksAnywhereSubscription',
        'medialive:DeleteReservation',
      ]),
      ...each(possible, 'uses existing commitments', [
        'ec2:ModifyReservedInstances',
        'ec2:CreateCapacityReservationBySplitting',
        'ec2:MoveCapacityReservationInstances',
        'bedrock:UpdateProvisionedModelThroughput',
        'bedrock:InvokeModel',
        'bedrock-mantle:CreateInference',
        'ec2:RunInstances',
        'rds:CreateDBInstance',
        'elasticache:CreateCacheCluster',
        'memorydb:CreateCluster',
        'es:CreateDomain',
        'redshift:CreateCluster',
        'redshift-serverless:CreateWorkgroup',
        'dynamodb:CreateTable',
        'cloudfront:CreateDistribution',
        'sagemaker:CreateTrainingJob',
        'athena:StartQueryExecution',
        'glacier:InitiateJob',
        'elasticloadbalancing:CreateLoadBalancer',
        'devicefarm:ScheduleRun',
        'eks:CreateCluster',
        'mediaconnect:CreateFlow',
        'medialive:CreateChannel',
      ]),
      ...each(possible, 'compares offers', [
        'savingsplans:DescribeSavingsPlansOfferings',
        'ec2:DescribeReservedInstancesOfferings',
        'ec2:DescribeCapacityBlockOfferings',
        'rds:DescribeReservedDBInstancesOfferings',
        'ce:GetReservationPurchaseRecommendation',
      ]),
    ];
  },
});
