import { list, named, part, text, value, type Accepted } from './syntax';

const KEY: Accepted = text(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu, 'a tag key of 1 to 128 characters');

/** AWS allows one wildcard in each value. */
const VALUE: Accepted = text(/^(?=.{1,256}$)[^*]*\*?[^*]*$/u, 'a tag value with at most one `*`');

const RESOURCE_TYPE: Accepted = text(
  /^[a-z0-9-]+:[A-Za-z0-9*_/-]+$/,
  'a service and a resource type, such as `ec2:instance` or `secretsmanager:ALL_SUPPORTED`',
);

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html */
export const TAG_SYNTAX = part({
  tags: named(
    KEY,
    part({
      tag_key: value(KEY),
      tag_value: list(VALUE),
      enforced_for: list(RESOURCE_TYPE),
      report_required_tag_for: list(RESOURCE_TYPE),
    }),
  ),
});
