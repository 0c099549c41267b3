import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * Actions that connect a VPC to the internet, or to a VPC that is connected: gateways, a default VPC, which has a gateway,
 * peering, and Global Accelerator, which reaches private subnets.
 *
 * Existing connections keep working: routes to an attached gateway, NAT gateways, listeners; so does everything that
 * closes connections. Allowed on purpose: VPC endpoints, and attaching a VPC to a transit gateway, whose owner decides
 * about its routes. Services without a VPC, such as Lambda functions and App Runner, always reach the internet.
 */
const ACTIONS = [
  'ec2:AcceptVpcPeeringConnection',
  'ec2:AttachInternetGateway',
  'ec2:CreateCarrierGateway',
  'ec2:CreateDefaultVpc',
  'ec2:CreateEgressOnlyInternetGateway',
  'ec2:CreateInternetGateway',
  'ec2:CreateVpcPeeringConnection',
  'globalaccelerator:AddCustomRoutingEndpoints',
  'globalaccelerator:AddEndpoints',
  'globalaccelerator:CreateAccelerator',
  'globalaccelerator:CreateCrossAccountAttachment',
  'globalaccelerator:CreateCustomRoutingAccelerator',
  'globalaccelerator:CreateCustomRoutingEndpointGroup',
  'globalaccelerator:CreateEndpointGroup',
  'globalaccelerator:UpdateCrossAccountAttachment',
  'globalaccelerator:UpdateEndpointGroup',
];

export const denyInternetAccess = guardrail({
  id: 'deny-internet-access',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'VPCs without a connection to the internet cannot get one',
  rationale:
    'In a network without a connection to the internet, data cannot be exfiltrated and command servers cannot be reached. ' +
    'One gateway, attached for a test and forgotten, ends that for the whole network.',
  foundBy: ['INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY'],
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_vpc.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html',
    'https://docs.aws.amazon.com/wavelength/latest/developerguide/how-wavelengths-work.html',
    'https://docs.aws.amazon.com/global-accelerator/latest/dg/secure-vpc-connections.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: ACTIONS, Resource: '*' })],
  probes: (_, place) => {
    const principal = developer(place);
    const at = `arn:aws:ec2:eu-central-1:${place.account}`;
    const vpc = { arn: `${at}:vpc/vpc-1` };
    const ec2 = (action: string, resource: string) => ({
      principal,
      action: `ec2:${action}`,
      resources: [{ arn: `${at}:${resource}` }, vpc],
    });
    // Global Accelerator is managed in Oregon, regardless of the Regions of its endpoints.
    const accelerator = (action: string) => ({
      principal,
      action: `globalaccelerator:${action}`,
      context: { 'aws:RequestedRegion': 'us-west-2' },
    });
    return [
      denied('a developer creates an internet gateway', ec2('CreateInternetGateway', 'internet-gateway/*')),
      denied('a developer attaches an internet gateway', ec2('AttachInternetGateway', 'internet-gateway/igw-1')),
      denied(
        'a developer creates an egress-only gateway',
        ec2('CreateEgressOnlyInternetGateway', 'egress-only-internet-gateway/*'),
      ),
      denied('a developer creates a carrier gateway', ec2('CreateCarrierGateway', 'carrier-gateway/*')),
      denied('a developer creates a default VPC', { principal, action: 'ec2:CreateDefaultVpc' }),
      denied('a developer requests peering', ec2('CreateVpcPeeringConnection', 'vpc-peering-connection/*')),
      denied('a developer accepts peering', ec2('AcceptVpcPeeringConnection', 'vpc-peering-connection/pcx-1')),
      denied('a developer creates an accelerator', accelerator('CreateAccelerator')),
      denied('a developer creates a custom accelerator', accelerator('CreateCustomRoutingAccelerator')),
      denied('a developer creates an endpoint group', accelerator('CreateEndpointGroup')),
      denied('a developer creates a custom endpoint group', accelerator('CreateCustomRoutingEndpointGroup')),
      denied('a developer adds endpoints', accelerator('AddEndpoints')),
      denied('a developer adds subnets as endpoints', accelerator('AddCustomRoutingEndpoints')),
      denied('a developer replaces endpoints', accelerator('UpdateEndpointGroup')),
      denied('a developer lets other accounts accelerate a resource', accelerator('CreateCrossAccountAttachment')),
      denied('a developer lets more accounts accelerate a resource', accelerator('UpdateCrossAccountAttachment')),
      possible('a developer detaches an internet gateway', ec2('DetachInternetGateway', 'internet-gateway/igw-1')),
      possible('a developer deletes an internet gateway', ec2('DeleteInternetGateway', 'internet-gateway/igw-1')),
      possible('a developer rejects peering', ec2('RejectVpcPeeringConnection', 'vpc-peering-connection/pcx-1')),
      possible('a developer creates a VPC', { principal, action: 'ec2:CreateVpc', resource: `${at}:vpc/*` }),
      possible('a developer creates a VPC endpoint', ec2('CreateVpcEndpoint', 'vpc-endpoint/*')),
      possible('a developer adds a route', ec2('CreateRoute', 'route-table/rtb-1')),
      possible('a developer creates a NAT gateway', ec2('CreateNatGateway', 'natgateway/*')),
      possible(
        'a developer attaches a VPC to the transit gateway',
        ec2('CreateTransitGatewayVpcAttachment', 'transit-gateway-attachment/*'),
      ),
      possible('a developer describes internet gateways', { principal, action: 'ec2:DescribeInternetGateways' }),
      possible('a developer removes endpoints', accelerator('RemoveEndpoints')),
      possible('a developer deletes an accelerator', accelerator('DeleteAccelerator')),
      possible('a developer changes a listener', accelerator('UpdateListener')),
      possible('a developer lists the accelerators', accelerator('ListAccelerators')),
    ];
  },
});
