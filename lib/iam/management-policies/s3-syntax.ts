import { oneOf, part, value } from './syntax';

/**
 * The policy turns all four settings of Block Public Access on or off together.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html
 */
export const S3_SYNTAX = part({
  s3_attributes: part({ public_access_block_configuration: value(oneOf('all', 'none')) }),
});
