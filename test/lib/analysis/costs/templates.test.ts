import { BACKUP_KEYS } from '../../../../lib/analysis/costs/backup-lines';
import { estimateCosts } from '../../../../lib/analysis/costs/estimate';
import { synthesize, type TemplateJson } from '../../../support/synthesize';
import { theExample } from '../../../support/the-example';

interface StackSetProperties {
  readonly StackSetName: string;
  readonly TemplateBody: string;
  readonly StackInstancesGroup: readonly [
    { readonly DeploymentTargets: { readonly Accounts?: readonly unknown[] }; readonly Regions: readonly string[] },
  ];
}

/** How many resources of a type the stacks make, those of StackSets once for each account and Region. */
function countIn({ Resources }: TemplateJson, type: string, members: number): number {
  return Object.values(Resources).reduce((sum, { Type, Properties }) => {
    if (Type === type) return sum + 1;
    if (Type !== 'AWS::CloudFormation::StackSet') return sum;
    const { StackSetName, TemplateBody, StackInstancesGroup } = Properties as unknown as StackSetProperties;
    // They go to units, whose accounts a template does not list.
    if (StackSetName.startsWith('rampart-backup')) return sum;
    const [{ DeploymentTargets, Regions }] = StackInstancesGroup;
    const accounts = DeploymentTargets.Accounts?.length ?? members;
    return sum + accounts * Regions.length * countIn(JSON.parse(TemplateBody) as TemplateJson, type, 0);
  }, 0);
}

/** The lines of what the StackSets of backups make. */
const OF_BACKUPS: readonly string[] = [BACKUP_KEYS, 'ebs-keys', 'copy-keys'];

describe('the estimate counts what the templates make', () => {
  const example = theExample();
  const stacks = synthesize(example);
  const { lines } = estimateCosts(example.organization, []);
  const members = example.organization.accounts.length;
  const made = (type: string): number =>
    stacks.reduce((sum, { template }) => sum + countIn(template, type, members), 0);
  const estimated = (price: string): number =>
    lines
      .filter((line) => line.price === price && !OF_BACKUPS.includes(line.id))
      .reduce((sum, { factors: [first] }) => sum + (first?.value ?? 0), 0);

  test('keys', () => {
    expect(estimated('key')).toBe(made('AWS::KMS::Key'));
  });

  test('budgets', () => {
    expect(estimated('budget')).toBe(made('AWS::Budgets::Budget'));
  });

  test('subscriptions of Cost Anomaly Detection', () => {
    expect(estimated('anomalyAlert')).toBe(made('AWS::CE::AnomalySubscription'));
  });

  test('alarms', () => {
    expect(estimated('alarm')).toBe(made('AWS::CloudWatch::Alarm'));
  });

  test('metrics', () => {
    expect(estimated('metric')).toBe(made('AWS::Logs::MetricFilter'));
  });

  test('recorders, one in each account and Region', () => {
    const factors = lines.find(({ id }) => id === 'config-requests')?.factors ?? [];
    const [accounts, regions] = factors.map(({ value }) => value);
    expect((accounts ?? 0) * (regions ?? 0)).toBe(made('AWS::Config::ConfigurationRecorder'));
  });
});
