import { applicationPlaces } from '../../lib/model/access';
import type { Organization } from '../../lib/model/organization';
import { applicationAccess } from '../../lib/stacks/application-access';
import { ApplicationsStack } from '../../lib/stacks/applications-stack';
import { anApp, resourcesOf, type TemplateJson } from '../support/synthesize';

/** What a StackSet distributes, byte for byte, and what it gives to the template's parameters. */
export interface StackSetText {
  readonly body: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** As CloudFormation reads it. */
interface StackSetProperties {
  readonly StackSetName: string;
  readonly TemplateBody: unknown;
  readonly Parameters?: readonly { readonly ParameterKey: string; readonly ParameterValue: string }[];
}

/** By the name of the StackSet. */
export type StackSetTexts = ReadonlyMap<string, StackSetText>;

/**
 * What is distributed for all applications of an organization.
 *
 * @param accountId an account's number, from its key
 */
export function applicationTexts(organization: Organization, accountId: (account: string) => string): StackSetTexts {
  const app = anApp();
  const stack = new ApplicationsStack(app, 'Applications', {
    organization,
    places: applicationPlaces(organization),
    access: applicationAccess(organization),
    ids: {
      organizationId: 'o-exampleorgid',
      rootId: 'r-exam',
      unitId: (unit) => `ou-exam-${unit}`,
      accountId,
    },
  });
  // Other tests validate the templates; here they are made many times.
  const template = app.synth({ skipValidation: true }).getStackByName(stack.stackName).template as TemplateJson;
  return new Map(
    resourcesOf(template, 'AWS::CloudFormation::StackSet').map(([, { Properties }]) => {
      const { StackSetName, TemplateBody, Parameters = [] } = Properties as unknown as StackSetProperties;
      if (typeof TemplateBody !== 'string') throw new Error(`the template of ${StackSetName} has references`);
      const parameters = Object.fromEntries(
        Parameters.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
      );
      return [StackSetName, { body: TemplateBody, parameters }];
    }),
  );
}
