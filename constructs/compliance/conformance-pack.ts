import { Token } from 'aws-cdk-lib';
import { CfnOrganizationConformancePack } from 'aws-cdk-lib/aws-config';
import { Construct } from 'constructs';
import type { PackedRule } from '../../lib/model/config-rules/config-rule';

/**
 * What AWS Config takes of an organization's conformance pack.
 *
 * Sources: https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html and
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutOrganizationConformancePack.html
 */
const LIMITS = {
  rules: 130,
  /** Of a template that is part of the request. */
  templateBytes: 51_200,
  nameCharacters: 128,
  excludedAccounts: 1000,
};

export interface ConformancePackProps {
  /** Unique among the organization's packs in one Region: letters, digits and hyphens. Another name replaces the pack. */
  readonly name: string;
  readonly rules: readonly PackedRule[];
  /** The numbers of the accounts that do not get it. */
  readonly excludedAccounts?: readonly string[];
}

/**
 * Config rules in every account of the organization, the management account included, in the Region of the stack.
 *
 * AWS Config makes the rules with a service-linked role, and members cannot change them. Each account needs a recorder in
 * the Region first: the pack fails if one has none. It has no bucket of its own: AWS Config needs none for a template that
 * is part of the request.
 *
 * Sources: https://docs.aws.amazon.com/config/latest/developerguide/conformance-pack-organization-apis.html and
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutOrganizationConformancePack.html
 */
export class ConformancePack extends Construct {
  constructor(scope: Construct, id: string, { name, rules, excludedAccounts = [] }: ConformancePackProps) {
    super(scope, id);
    const templateBody = templateOf(rules);
    new CfnOrganizationConformancePack(this, 'Resource', {
      organizationConformancePackName: name,
      templateBody,
      ...(excludedAccounts.length === 0 ? {} : { excludedAccounts: [...excludedAccounts] }),
    });
    this.node.addValidation({
      validate: () => [
        ...findNameProblems(name),
        ...findRuleProblems(rules),
        ...findSizeProblems(templateBody),
        ...findAccountProblems(excludedAccounts),
      ],
    });
  }
}

/** The pack's template, as JSON without spaces: its length is limited. It holds no values that only the deploy knows. */
function templateOf(rules: readonly PackedRule[]): string {
  return JSON.stringify({ Resources: Object.fromEntries(rules.map(resourceOf)) });
}

/** AWS Config adds the pack's id to the rule's name. Parameters are text, and none is not the same as no parameters. */
function resourceOf({ identifier, parameters }: PackedRule): readonly [logicalId: string, resource: object] {
  const name = identifier.toLowerCase().replaceAll('_', '-');
  return [
    identifier.replaceAll('_', ''),
    {
      Type: 'AWS::Config::ConfigRule',
      Properties: {
        ConfigRuleName: name,
        Source: { Owner: 'AWS', SourceIdentifier: identifier },
        ...(Object.keys(parameters).length === 0 ? {} : { InputParameters: parameters }),
      },
    },
  ];
}

function findNameProblems(name: string): readonly string[] {
  if (/^[A-Za-z][A-Za-z0-9-]*$/.test(name) && name.length <= LIMITS.nameCharacters) return [];
  return [
    `the pack cannot be called '${name}': AWS takes letters, digits and hyphens, first a letter, at most ` +
      `${LIMITS.nameCharacters} characters`,
  ];
}

function findRuleProblems(rules: readonly PackedRule[]): readonly string[] {
  const identifiers = rules.map(({ identifier }) => identifier);
  const repeated = identifiers.filter((one, index) => identifiers.indexOf(one) !== index);
  return [
    ...(rules.length === 0 ? ['the pack has no Config rules: leave it out'] : []),
    ...(rules.length > LIMITS.rules
      ? [`the pack has ${rules.length} Config rules, and AWS takes ${LIMITS.rules}: leave some out`]
      : []),
    ...repeated.map((identifier) => `the pack has the Config rule ${identifier} twice: give it once`),
  ];
}

function findSizeProblems(templateBody: string): readonly string[] {
  const bytes = Buffer.byteLength(templateBody);
  if (bytes <= LIMITS.templateBytes) return [];
  return [`the pack's template has ${bytes} bytes, and AWS takes ${LIMITS.templateBytes}: leave Config rules out`];
}

function findAccountProblems(accounts: readonly string[]): readonly string[] {
  const wrong = accounts.filter((account) => !Token.isUnresolved(account) && !/^\d{12}$/.test(account));
  return [
    ...wrong.map((account) => `the excluded account '${account}' is not the number of an account: 12 digits`),
    ...(accounts.length > LIMITS.excludedAccounts
      ? [`the pack excludes ${accounts.length} accounts, and AWS takes ${LIMITS.excludedAccounts}`]
      : []),
  ];
}
