/** A call of EC2 for each kind of network plumbing: who builds networks may, who builds applications may not. */
export const PLUMBING_CALLS =
  'AcceptTransitGatewayPeeringAttachment AcceptTransitGatewayVpcAttachment AcceptVpcPeeringConnection AllocateIpamPoolCidr AssociateClientVpnTargetNetwork ' +
  'AssociateDhcpOptions AssociateRouteTable AssociateSubnetCidrBlock AssociateTransitGatewayRouteTable AssociateVpcCidrBlock ' +
  'AttachInternetGateway AttachVpnGateway AuthorizeClientVpnIngress CreateClientVpnEndpoint CreateCustomerGateway CreateDefaultSubnet CreateDefaultVpc CreateDhcpOptions CreateInternetGateway ' +
  'CreateIpamPool CreateManagedPrefixList CreateNatGateway CreateNetworkAcl CreateNetworkAclEntry CreateRoute CreateRouteTable ' +
  'CreateSubnet CreateTransitGateway CreateTransitGatewayRoute CreateVpc CreateVpcEndpoint CreateVpcPeeringConnection ' +
  'CreateVpnConnection DeleteClientVpnEndpoint DeleteDhcpOptions DeleteIpam DeleteIpamPool DeleteManagedPrefixList DeleteNatGateway ' +
  'DeleteNetworkAclEntry DeleteRoute DeleteRouteTable DeleteSecondarySubnet DeleteSubnet DeleteVpc DeleteVpcEndpoints DeleteVpnConnection DeprovisionIpamPoolCidr DetachInternetGateway ' +
  'DetachVpnGateway DisableRouteServerPropagation DisableTransitGatewayRouteTablePropagation DisableVgwRoutePropagation ' +
  'DisassociateClientVpnTargetNetwork DisassociateRouteTable DisassociateSubnetCidrBlock DisassociateTransitGatewayRouteTable ' +
  'DisassociateVpcCidrBlock EnableRouteServerPropagation EnableTransitGatewayRouteTablePropagation EnableVgwRoutePropagation ' +
  'ModifyClientVpnEndpoint ModifyIpam ModifyIpamPool ModifyManagedPrefixList ModifyRouteServer ModifySubnetAttribute ModifyTransitGateway ModifyVpcAttribute ' +
  'ModifyVpcEndpoint ModifyVpnConnection ProvisionIpamPoolCidr RejectTransitGatewayPeeringAttachment RejectVpcPeeringConnection ' +
  'ReleaseIpamPoolAllocation ReplaceNetworkAclAssociation ReplaceRoute ReplaceTransitGatewayRoute ReplaceVpnTunnel ' +
  'RevokeClientVpnIngress';
