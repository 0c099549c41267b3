import { guardrailsFile } from '../../lib/analysis/assemble/guardrails-file';
import { buildDirectory, type KnownAccount } from '../../lib/analysis/evaluate/directory';
import { guardrailsTree } from '../../lib/analysis/evaluate/guardrails-tree';
import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import { mapStrings } from '../../lib/model/placeholder';
import type { OracleLevel, OraclePolicies } from '../../tools/oracle/client';
import { theExample } from '../support/the-example';
import { resourcesOf, type TemplateJson } from '../support/synthesize';
import { resolveReferences, type ReferredValues } from './resolve-template';

/** An account of AWS that belongs to nobody here. */
export const OUTSIDER = '999999999999';

const FULL_ACCESS = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

const RCP_FULL_ACCESS = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

/** The shipped organization with its guardrails, as an independent evaluator needs them. */
export interface World {
  readonly file: GuardrailsFile;
  readonly organization: string;
  readonly homeRegion: string;
  readonly managementAccount: string;
  /** By key. */
  readonly account: (key: string) => KnownAccount;
  /**
   * What binds a call on a resource of the log archive.
   *
   * @param caller the key of the caller's account; null: no service control policy binds the caller
   */
  readonly guardrails: (caller: string | null) => OraclePolicies;
}

export function archiveWorld(): World {
  const { organization, assembly } = theExample();
  const assembled = guardrailsFile(organization, assembly);
  const { findAccount, resolve } = buildDirectory(guardrailsTree(assembled));
  // The oracle knows nothing of placeholders.
  const file: GuardrailsFile = {
    ...assembled,
    placements: undefined,
    documents: mapStrings(assembled.documents, resolve),
  };
  const account = (key: string): KnownAccount => {
    const found = findAccount(key);
    if (found === undefined) throw new Error(`the example has no account '${key}'`);
    return found;
  };
  const at = (target: string, type: string): readonly object[] => [
    type === 'SERVICE_CONTROL_POLICY' ? FULL_ACCESS : RCP_FULL_ACCESS,
    ...file.documents
      .filter((document) => document.type === type && document.targets.includes(target))
      .map(({ content }) => content),
  ];
  const levels = (key: string, type: string): readonly OracleLevel[] =>
    account(key).targets.map(({ id }) => ({
      orgIdentifier: id,
      policies: at(id, type).map((policy, index) => ({ name: `${id}-${index}`, policy })),
    }));
  const resourceControlPolicies = levels('log-archive', 'RESOURCE_CONTROL_POLICY');
  return {
    file,
    organization: account('log-archive').membership.organization,
    homeRegion: organization.homeRegion,
    managementAccount: organization.managementAccount.accountId,
    account,
    guardrails: (caller) => ({
      serviceControlPolicies: caller === null ? [] : levels(caller, 'SERVICE_CONTROL_POLICY'),
      resourceControlPolicies,
    }),
  };
}

/** Where the key's ARN comes from is not decided here: AWS draws its id. */
export function keyArn({ homeRegion, account }: World): string {
  return `arn:aws:kms:${homeRegion}:${account('log-archive').number}:key/11111111-2222-3333-4444-555555555555`;
}

/** A template with everything that CloudFormation would resolve in the log archive's account. */
export function resolveTemplate(template: TemplateJson, world: World): TemplateJson {
  const known: Record<string, string> = {
    'AWS::AccountId': world.account('log-archive').number,
    'AWS::Partition': 'aws',
    'AWS::Region': world.homeRegion,
    OrganizationId: world.organization,
  };
  for (const [id] of resourcesOf(template, 'AWS::KMS::Key')) known[`${id}.Arn`] = keyArn(world);
  for (const [id, { Properties }] of resourcesOf(template, 'AWS::S3::Bucket')) {
    const name = String(resolveReferences(Properties?.['BucketName'], known satisfies ReferredValues));
    known[id] = name;
    known[`${id}.Arn`] = `arn:aws:s3:::${name}`;
  }
  return { ...template, Resources: resolveReferences(template.Resources, known) as TemplateJson['Resources'] };
}
