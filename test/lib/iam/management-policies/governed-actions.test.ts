import { governs, GOVERNED } from '../../../../lib/iam/management-policies/governed-actions';
import { SYNTAXES } from '../../../../lib/iam/management-policies/syntaxes';
import { loadServiceReference } from '../../../../lib/iam/service-reference/load';

const reference = loadServiceReference();

describe('the settings that govern actions', () => {
  test.each(GOVERNED.map((setting) => [setting.path.join('/'), setting] as const))(
    '%s: AWS documents both',
    (_, setting) => {
      const { type, path, changes, limits } = setting;
      let here = SYNTAXES[type];
      for (const name of path) {
        if (here.kind === 'part' && here.members[name] !== undefined) here = here.members[name];
        else if (here.kind === 'named' && name === '*') here = here.each;
        else throw new Error(`${type} has no ${name}`);
      }
      expect(['value', 'list']).toContain(here.kind);
      for (const value of setting.idle) expect(here.kind === 'value' && here.accepted.matches(value)).toBe(true);
      const unknown = [...changes, ...limits].filter((action) => !reference.actionExists(action));
      expect(unknown).toEqual([]);
    },
  );
});

describe('a setting', () => {
  const vpc = {
    type: 'DECLARATIVE_POLICY_EC2' as const,
    path: ['ec2_attributes', 'vpc_block_public_access', 'internet_gateway_block', 'mode'],
  };

  test('limits nothing if its value is idle, but can still not be changed in the account', () => {
    expect(governs({ ...vpc, value: 'block_ingress' }, 'EC2:createroute', reference)).toBe(true);
    expect(governs({ ...vpc, value: 'off' }, 'ec2:CreateRoute', reference)).toBe(false);
    expect(governs({ ...vpc, value: 'off' }, 'ec2:ModifyVpcBlockPublicAccessOptions', reference)).toBe(true);
    expect(governs({ ...vpc, value: 'block_ingress' }, 'ec2:RunInstances', reference)).toBe(false);
  });

  test('of a tag policy governs the creation and tagging of the types for which it is enforced', () => {
    const tags = (path: string, ...value: readonly string[]) => ({
      type: 'TAG_POLICY' as const,
      path: ['tags', 'owner', path],
      value,
    });
    const instances = tags('enforced_for', 'ec2:instance');
    expect(governs(instances, 'ec2:RunInstances', reference)).toBe(true);
    expect(governs(instances, 'ec2:CreateTags', reference)).toBe(true);
    expect(governs(instances, 'tag:TagResources', reference)).toBe(true);
    expect(governs(instances, 'ec2:CreateVolume', reference)).toBe(false);
    expect(governs(instances, 'ec2:TerminateInstances', reference)).toBe(false);
    expect(governs(instances, 's3:PutBucketTagging', reference)).toBe(false);
    expect(
      governs(tags('enforced_for', 'secretsmanager:ALL_SUPPORTED'), 'secretsmanager:CreateSecret', reference),
    ).toBe(true);
    expect(governs(tags('report_required_tag_for', 'ec2:instance'), 'ec2:RunInstances', reference)).toBe(false);
  });

  test('of a plan governs the plans in the account', () => {
    const plan = { type: 'BACKUP_POLICY' as const, path: ['plans', 'daily', 'rules', 'r', 'target_backup_vault_name'] };
    expect(governs({ ...plan, value: 'vault' }, 'backup:DeleteBackupPlan', reference)).toBe(true);
    expect(governs({ ...plan, value: 'vault' }, 'backup:ListBackupPlans', reference)).toBe(false);
  });
});
