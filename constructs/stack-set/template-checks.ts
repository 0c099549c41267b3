import { join } from 'node:path';
import { CloudFormationValidatePlugin, Stage } from 'aws-cdk-lib';
import type { IPolicyValidationContext, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import { StackSet } from './stack-set';

/**
 * The CDK's own validation of templates, extended to those inside of StackSets, which are only text to it.
 *
 * Each is checked once for every Region that it is deployed to, so that a type that a Region lacks is found, too. Registered
 * in an app, it replaces the CDK's own: its engine starts once.
 */
export class TemplateChecks extends CloudFormationValidatePlugin {
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const stackSets = context.appConstruct.node.findAll().filter((node) => node instanceof StackSet);
    const templates = stackSets.flatMap(({ template, regions }) =>
      regions.map((region) => ({
        stackConstructPath: template.node.path,
        templatePath: join(Stage.of(template)?.outdir ?? '', template.templateFile),
        region,
        accountId: undefined,
      })),
    );
    const report = super.validate({ ...context, stackTemplates: [...context.stackTemplates, ...templates] });
    return { ...report, violations: report.violations.map(withoutRepetition) };
  }
}

/** A mistake is the same in every Region. */
function withoutRepetition(violation: PolicyViolation): PolicyViolation {
  const byPlace = new Map(violation.violatingResources.map((resource) => [JSON.stringify(resource), resource]));
  return { ...violation, violatingResources: [...byPlace.values()] };
}
