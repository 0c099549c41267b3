import { guardrailsFile } from '../../lib/analysis/assemble/guardrails-file';
import { buildDirectory, type KnownAccount } from '../../lib/analysis/evaluate/directory';
import { guardrailsTree } from '../../lib/analysis/evaluate/guardrails-tree';
import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import type { PolicyDocument } from '../../lib/iam/statement';
import { mapStrings } from '../../lib/model/placeholder';
import type { OracleLevel, OraclePolicies } from '../../tools/oracle/client';
import type { Assembly } from '../../lib/analysis/assemble/assembly';
import type { Organization } from '../../lib/model/organization';

/** An account of AWS that belongs to nobody here. */
export const OUTSIDER = '999999999999';

const FULL_ACCESS = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

const RCP_FULL_ACCESS = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

/** An organization with its guardrails, as an independent evaluator needs them. */
export interface World {
  readonly file: GuardrailsFile;
  readonly organization: string;
  readonly homeRegion: string;
  readonly managementAccount: string;
  /** By key. */
  readonly account: (key: string) => KnownAccount;
  /**
   * What binds a call.
   *
   * @param caller the key of the caller's account; null: no service control policy binds the caller
   * @param holder the key of the account that has the resource
   * @param services the services that the calls are for, such as `s3`: statements about others are left out; default: all
   */
  readonly guardrails: (caller: string | null, holder: string, services?: readonly string[]) => OraclePolicies;
}

/** The world of an organization; the evaluator needs a number for each account, so examples stand in for unknown ones. */
export function buildWorld(organization: Organization, assembly: Assembly): World {
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
  const at = (target: string, type: string, services: readonly string[] | undefined): readonly object[] => [
    type === 'SERVICE_CONTROL_POLICY' ? FULL_ACCESS : RCP_FULL_ACCESS,
    ...file.documents
      .filter((document) => document.type === type && document.targets.includes(target))
      .map(({ content }) => (services === undefined ? content : about(content as PolicyDocument, services)))
      .filter((content) => !('Statement' in content) || (content.Statement as readonly object[]).length > 0),
  ];
  const levels = (key: string, type: string, services?: readonly string[]): readonly OracleLevel[] =>
    account(key).targets.map(({ id }) => ({
      orgIdentifier: id,
      policies: at(id, type, services).map((policy, index) => ({ name: `${id}-${index}`, policy })),
    }));
  return {
    file,
    organization: account(organization.managementAccount.accountId).membership.organization,
    homeRegion: organization.homeRegion,
    managementAccount: organization.managementAccount.accountId,
    account,
    guardrails: (caller, holder, services) => ({
      serviceControlPolicies: caller === null ? [] : levels(caller, 'SERVICE_CONTROL_POLICY', services),
      resourceControlPolicies: levels(holder, 'RESOURCE_CONTROL_POLICY', services),
    }),
  };
}

/** A policy without the statements that name actions of other services only. */
function about({ Version, Statement }: PolicyDocument, services: readonly string[]): object {
  const mayMatch = (action: string): boolean =>
    action.startsWith('*') || services.includes(action.split(':')[0]?.toLowerCase() ?? '');
  return {
    Version,
    Statement: [Statement].flat().filter(({ Action }) => Action === undefined || [Action].flat().some(mayMatch)),
  };
}
