import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';

export interface CiTemplateProps {
  /** The host of the tokens' issuer, without `https://`. */
  readonly host: string;
  /** For whom the tokens are made. */
  readonly audience: string;
}

/**
 * The identity provider of a CI service, once per account: an account has one for each issuer, and all applications share it.
 * It lets nobody in; the trust policy of a role does, by the subject of the token.
 *
 * Without thumbprints: IAM checks the issuer's certificate with its own library of authorities, and uses thumbprints only
 * where none of them has signed it.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc_verify-thumbprint.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-oidcprovider.html
 */
export class CiTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, { host, audience }: CiTemplateProps) {
    super(scope, id, { description: 'Whose tokens workflows may use' });
    new CfnOIDCProvider(this, 'Provider', { url: `https://${host}`, clientIdList: [audience] });
  }
}
