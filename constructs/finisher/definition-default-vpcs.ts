import { VPC_LOOKS, lookInto, lookRules, lookOutcomes } from './definition-vpc-looks';
import { attempt, changed, merged } from './definition-outcome';
import { call, choose, filter, forEach, inOrder, type MachineStates } from './definition-states';

/**
 * Deletes the default VPC of the Region, if nothing uses it. It looks first. Then it deletes the subnets: what came to use
 * one meanwhile keeps EC2 from deleting it, and the gateway stays, so that it still works. The rest goes with the VPC.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/deleting-vpc.html
 */
export function removeDefaultVpcs(): MachineStates {
  return inOrder({
    FindDefaultVpcs: call(
      'ec2:describeVpcs',
      { Filters: [filter('is-default', 'true')] },
      { keep: { 'vpcs.$': '$.Vpcs[*].VpcId' } },
    ),
    EachDefaultVpc: forEach(
      { of: '$.vpcs', as: 'vpc', keep: merged() },
      {
        StartAt: 'DefaultVpc',
        States: attempt('DefaultVpc', { what: WHAT }, removeVpc()),
      },
    ),
  });
}

const WHAT = { what: 'default VPC', 'id.$': '$.vpc' };

function removeVpc(): MachineStates {
  const ofVpc = { Filters: [filter('vpc-id', '$.vpc')] };
  const deleteSubnet = inOrder({ DeleteSubnet: call('ec2:deleteSubnet', { 'SubnetId.$': '$.subnet' }) });
  const deleteGateway = inOrder({
    DetachGateway: call(
      'ec2:detachInternetGateway',
      { 'InternetGatewayId.$': '$.gateway', 'VpcId.$': '$.vpc' },
      { at: null },
    ),
    DeleteGateway: call('ec2:deleteInternetGateway', { 'InternetGatewayId.$': '$.gateway' }),
  });
  return inOrder({
    LookIntoVpc: lookInto(VPC_LOOKS),
    IsVpcUsed: choose(lookRules(VPC_LOOKS), 'FindSubnets'),
    FindSubnets: call('ec2:describeSubnets', ofVpc, { keep: { 'ids.$': '$.Subnets[*].SubnetId' }, at: '$.subnets' }),
    EachSubnet: forEach({ of: '$.subnets.ids', as: 'subnet', at: null }, deleteSubnet),
    FindGateways: call(
      'ec2:describeInternetGateways',
      { Filters: [filter('attachment.vpc-id', '$.vpc')] },
      { keep: { 'ids.$': '$.InternetGateways[*].InternetGatewayId' }, at: '$.gateways' },
    ),
    EachGateway: forEach({ of: '$.gateways.ids', as: 'gateway', with: { 'vpc.$': '$.vpc' }, at: null }, deleteGateway),
    DeleteVpc: call('ec2:deleteVpc', { 'VpcId.$': '$.vpc' }, { at: null }),
    VpcDeleted: changed(WHAT),
    ...lookOutcomes(VPC_LOOKS, WHAT),
  });
}
