import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { CloudFormationValidatePlugin, type App, Validations } from 'aws-cdk-lib';
import { TemplateChecks } from '../../../constructs/stack-set/template-checks';
import { readNag, type NagFinding } from '../../../lib/cli/plan/nag';
import { anApp } from '../../support/synthesize';
import { aScene } from '../../support/a-stack-set';

const BUDGET = { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: 5, unit: 'USD' } };

describe('the checks of templates in StackSets', () => {
  /** One synth with every mistake: the engine starts once. */
  const { app, outer, template } = aScene({}, { regions: ['eu-central-1', 'eu-north-1'] }, anApp({ validate: true }));
  let findings: readonly NagFinding[];
  const engine = jest.spyOn(CloudFormationValidatePlugin, '_singletonInstance' as never);

  beforeAll(() => {
    new CfnBudget(template, 'Budget', { budget: BUDGET });
    new CfnBucket(template, 'Bucket', { accelerateConfiguration: { accelerationStatus: 'Bad' } });
    new CfnBucket(template, 'Known', { accelerateConfiguration: { accelerationStatus: 'Known' } });
    Validations.of(template.node.findChild('Known')).acknowledge({
      id: 'CloudFormation-Validate::W3030',
      reason: 'why',
    });
    new CfnBucket(outer, 'Bucket', { accelerateConfiguration: { accelerationStatus: 'Bad' } });
    new CfnTopic(outer, 'Topic');
    findings = findingsOf(app);
  });

  test('find a type that a Region lacks, and name the Region, the type and the construct', () => {
    expect(findings).toContainEqual({
      rule: 'F3006',
      description: "Type: Resource type 'AWS::Budgets::Budget' does not exist in 'eu-north-1'",
      constructs: ['Outer/Template/Budget'],
    });
  });

  test('find what CloudFormation would refuse in stacks and in StackSets, in each place once', () => {
    expect(findings).toContainEqual({
      rule: 'W3030',
      description: "AccelerateConfiguration.AccelerationStatus: 'Bad' is not one of ['Enabled', 'Suspended']",
      constructs: ['Outer/Bucket', 'Outer/Template/Bucket'],
    });
  });

  test('leave out what is acknowledged inside of the template', () => {
    expect(findings.flatMap(({ constructs }) => constructs)).not.toContain('Outer/Template/Known');
  });

  test("replace the CDK's own, so that no second engine starts", () => {
    expect(engine).not.toHaveBeenCalled();
  });
});

function findingsOf(app: App): readonly NagFinding[] {
  Validations.of(app).addPlugins(new TemplateChecks());
  expect(() => app.synth()).toThrow('AWS::Budgets::Budget');
  return readNag(app.outdir).gate.flatMap((pack) => pack.findings);
}
