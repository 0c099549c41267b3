/** A call of EC2 for each kind of network plumbing: who builds networks may, who builds applications may not. */
export const PLUMBING_CALLS =
  'AcceptTransitGatewayVpcAttachment AcceptVpcPeeringConnection AllocateIpamPoolCidr AssociateClientVpnTargetNetwork ' +
  'AssociateDhcpOptions AssociateRouteTable AssociateSubnetCidrBlock AssociateTransitGatewayRouteTable AssociateVpcCidrBlock ' +
  'AttachInternetGateway AttachVpnGateway AuthorizeClientVpnIngress CreateCustomerGateway CreateDhcpOptions CreateInternetGateway ' +
  'CreateIpamPool CreateManagedPrefixList CreateNatGateway CreateNetworkAcl CreateNetworkAclEntry CreateRoute CreateRouteTable ' +
  'CreateSubnet CreateTransitGateway CreateTransitGatewayRoute CreateVpc CreateVpcEndpoint CreateVpcPeeringConnection ' +
  'CreateVpnConnection DeleteClientVpnEndpoint DeleteDhcpOptions DeleteIpam DeleteManagedPrefixList DeleteNatGateway ' +
  'DeleteNetworkAclEntry DeleteRoute DeleteSubnet DeleteVpc DeleteVpnConnection DeprovisionIpamPoolCidr DetachInternetGateway ' +
  'DetachVpnGateway DisableRouteServerPropagation DisableTransitGatewayRouteTablePropagation DisableVgwRoutePropagation ' +
  'DisassociateClientVpnTargetNetwork DisassociateRouteTable DisassociateSubnetCidrBlock DisassociateTransitGatewayRouteTable ' +
  'DisassociateVpcCidrBlock EnableRouteServerPropagation EnableTransitGatewayRouteTablePropagation EnableVgwRoutePropagation ' +
  'ModifyIpam ModifyManagedPrefixList ModifyRouteServer ModifySubnetAttribute ModifyTransitGateway ModifyVpcAttribute ' +
  'ModifyVpcEndpoint ModifyVpnConnection ProvisionIpamPoolCidr RejectTransitGatewayVpcAttachment RejectVpcPeeringConnection ' +
  'ReleaseIpamPoolAllocation ReplaceNetworkAclAssociation ReplaceRoute ReplaceTransitGatewayRoute ReplaceVpnTunnel ' +
  'RevokeClientVpnIngress';
