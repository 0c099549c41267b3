import { list, named, part, text, value, wholeNumber, type Accepted } from './syntax';

const NAME: Accepted = text(/^[A-Za-z0-9_.-]{1,50}$/, 'a name of 1 to 50 letters, digits, `-`, `_` and `.`');
const VAULT_NAME: Accepted = text(/^[A-Za-z0-9_-]{2,50}$/, 'the name of a vault');
const VAULT_ARN: Accepted = text(
  /^arn:[\w-]+:backup:[a-z0-9-]+:(?:\$account|\d{12}):backup-vault:[A-Za-z0-9_-]{2,50}$/,
  'the ARN of a vault; `$account` means the account to which the policy applies',
);
const ROLE_ARN: Accepted = text(
  /^arn:[\w-]+:iam::(?:\$account|\d{12}):role\/[\w+=,.@/-]+$/,
  'the ARN of a role; `$account` means the account to which the policy applies',
);
const REGION: Accepted = text(/^[a-z]{2,}(?:-[a-z]+)+-\d$/, 'a Region, such as `eu-central-1`');
const RESOURCE: Accepted = text(/^(?:\*|arn:.+)$/, 'an ARN, or `*`');
const ANY: Accepted = text(/^.*$/su, 'text');
const DAYS = wholeNumber(-1, 36_500);
const MINUTES = wholeNumber(1, 1_000_000);
const SWITCH: Accepted = {
  allowed: 'true or false',
  matches: (given) => ['true', 'false'].includes(String(given)) && !Array.isArray(given),
};

const LIFECYCLE = part({
  move_to_cold_storage_after_days: value(DAYS),
  delete_after_days: value(DAYS),
  opt_in_to_archive_for_supported_resources: value(SWITCH),
});

const TAG = part({ tag_key: value(ANY), tag_value: value(ANY) });

const RULE = part({
  schedule_expression: value(text(/^(?:cron|rate)\(.+\)$/, 'a schedule, such as `cron(0 5 ? * * *)`')),
  schedule_expression_timezone: value(ANY),
  start_backup_window_minutes: value(MINUTES),
  complete_backup_window_minutes: value(MINUTES),
  enable_continuous_backup: value(SWITCH),
  target_backup_vault_name: value(VAULT_NAME),
  target_logically_air_gapped_backup_vault_arn: value(VAULT_ARN),
  lifecycle: LIFECYCLE,
  copy_actions: named(VAULT_ARN, part({ target_backup_vault_arn: value(VAULT_ARN), lifecycle: LIFECYCLE })),
  recovery_point_tags: named(ANY, TAG),
  index_actions: part({ resource_types: list(ANY) }),
});

const CONDITION = part({ condition_key: value(ANY), condition_value: value(ANY) });

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html */
export const BACKUP_SYNTAX = part({
  plans: named(
    NAME,
    part({
      rules: named(NAME, RULE),
      regions: list(REGION),
      selections: part({
        tags: named(NAME, part({ iam_role_arn: value(ROLE_ARN), tag_key: value(ANY), tag_value: list(ANY) })),
        resources: named(
          NAME,
          part({
            iam_role_arn: value(ROLE_ARN),
            resource_types: list(RESOURCE),
            not_resource_types: list(RESOURCE),
            conditions: part({
              string_equals: named(ANY, CONDITION),
              string_not_equals: named(ANY, CONDITION),
              string_like: named(ANY, CONDITION),
              string_not_like: named(ANY, CONDITION),
            }),
          }),
        ),
      }),
      advanced_backup_settings: part({
        ec2: part({ windows_vss: value(text(/^(?:enabled|disabled)$/, 'enabled, disabled')) }),
      }),
      backup_plan_tags: named(ANY, TAG),
    }),
  ),
});
