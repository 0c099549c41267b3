import { type App, Validations } from 'aws-cdk-lib';
import { TemplateChecks } from '../../constructs/stack-set/template-checks';

/** Makes the synth fail if CloudFormation would refuse a template, in a stack or in a StackSet. */
export function gateTemplates(app: App): void {
  Validations.of(app).addPlugins(new TemplateChecks());
}
