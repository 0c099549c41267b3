import { CONFIG_RULES, isConfigRuleId } from '../../lib/model/config-rules/table';
import { mirrorRules } from '../../lib/model/config-rules/mirror';
import { catalogue } from '../../policies/catalogue';

const guardrails = [...catalogue.values()];

describe.each(guardrails)('$id', ({ foundBy }) => {
  test('has Config rules that find what it would have prevented, or says why there is none', () => {
    if ('nothing' in foundBy) {
      expect(foundBy.nothing).toMatch(/^[A-Z].{20,}\.$/);
      return;
    }
    expect(foundBy.length).toBeGreaterThan(0);
    expect(foundBy.filter((rule) => !isConfigRuleId(rule))).toEqual([]);
    expect([...foundBy].sort()).toEqual(foundBy);
    expect(new Set(foundBy).size).toBe(foundBy.length);
  });
});

describe('the mirror', () => {
  test('is made of the Config rules of all guardrails, in the order of the table', () => {
    const named = new Set(guardrails.flatMap(({ foundBy }) => ('nothing' in foundBy ? [] : foundBy)));
    const rules = [...mirrorRules(guardrails)];
    expect(rules).toEqual(Object.keys(CONFIG_RULES).filter((id) => named.has(id as (typeof rules)[number])));
    expect(rules.length).toBe(named.size);
  });

  test('finds VPCs without flow logs', () => {
    expect([...mirrorRules(guardrails)]).toContain('VPC_FLOW_LOGS_ENABLED');
  });

  test('is evaluated once a day only where no rule is evaluated on a change', () => {
    const periodic = [...mirrorRules(guardrails)].filter((id) => CONFIG_RULES[id].trigger === 'periodic');
    expect(periodic).toEqual([
      'ACCESS_KEYS_ROTATED',
      'IAM_PASSWORD_POLICY',
      'IAM_ROOT_ACCESS_KEY_CHECK',
      'IAM_USER_MFA_ENABLED',
      'IAM_USER_UNUSED_CREDENTIALS_CHECK',
      'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS',
      'ROOT_ACCOUNT_MFA_ENABLED',
      'SECURITY_ACCOUNT_INFORMATION_PROVIDED',
      'CLOUDTRAIL_S3_BUCKET_ACCESS_LOGGING',
      'CLOUD_TRAIL_ENCRYPTION_ENABLED',
      'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
      'GUARDDUTY_ENABLED_CENTRALIZED',
      'MULTI_REGION_CLOUD_TRAIL_ENABLED',
      'SECURITYHUB_ENABLED',
      'VPC_FLOW_LOGS_ENABLED',
      'EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK',
      'EC2_EBS_ENCRYPTION_BY_DEFAULT',
      'KMS_CMK_NOT_SCHEDULED_FOR_DELETION',
      'SSM_DOCUMENT_NOT_PUBLIC',
    ]);
  });
});
