import { list, named, oneOf, part, text, value, wholeNumber } from './syntax';

const DAYS = wholeNumber(0, 2_147_483_647);

const IMAGE_CRITERION = part({
  allowed_image_providers: list(
    text(
      /^(?:amazon|aws_marketplace|aws_backup_vault|\d{12})$/,
      'amazon, aws_marketplace, aws_backup_vault or an account ID',
    ),
  ),
  image_names: list(text(/^.{1,128}$/u, 'an image name of 1 to 128 characters, optionally with `*` and `?`')),
  marketplace_product_codes: list(text(/^[A-Za-z0-9]{1,25}$/, 'a product code of AWS Marketplace')),
  creation_date_condition: part({ maximum_days_since_created: value(DAYS) }),
  deprecation_time_condition: part({ maximum_days_since_deprecated: value(DAYS) }),
});

const PREFERENCE = oneOf('no_preference', 'enabled', 'disabled');

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html */
export const EC2_SYNTAX = part({
  ec2_attributes: part({
    exception_message: value(text(/^.+$/su, 'text')),
    vpc_block_public_access: part({
      internet_gateway_block: part({
        mode: value(oneOf('off', 'block_ingress', 'block_bidirectional')),
        exclusions_allowed: value(oneOf('enabled', 'disabled')),
      }),
    }),
    serial_console_access: part({ status: value(oneOf('enabled', 'disabled')) }),
    image_block_public_access: part({ state: value(oneOf('unblocked', 'block_new_sharing')) }),
    allowed_images_settings: part({
      state: value(oneOf('enabled', 'disabled', 'audit_mode')),
      image_criteria: named(text(/^criteria_(?:[1-9]|10)$/, 'criteria_1 to criteria_10'), IMAGE_CRITERION),
    }),
    instance_metadata_defaults: part({
      http_tokens: value(oneOf('no_preference', 'required', 'optional')),
      http_tokens_enforced: value(PREFERENCE),
      http_put_response_hop_limit: value(wholeNumber(-1, 64)),
      http_endpoint: value(PREFERENCE),
      instance_metadata_tags: value(PREFERENCE),
    }),
    snapshot_block_public_access: part({ state: value(oneOf('block_all_sharing', 'block_new_sharing', 'unblocked')) }),
  }),
});
