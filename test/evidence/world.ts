import { guardrailsFile } from '../../lib/analysis/assemble/guardrails-file';
import { buildDirectory, type KnownAccount } from '../../lib/analysis/evaluate/directory';
import { guardrailsTree } from '../../lib/analysis/evaluate/guardrails-tree';
import type { GuardrailsFile } from '../../lib/model/guardrails-file';
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
   */
  readonly guardrails: (caller: string | null, holder: string) => OraclePolicies;
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
  return {
    file,
    organization: account(organization.managementAccount.accountId).membership.organization,
    homeRegion: organization.homeRegion,
    managementAccount: organization.managementAccount.accountId,
    account,
    guardrails: (caller, holder) => ({
      serviceControlPolicies: caller === null ? [] : levels(caller, 'SERVICE_CONTROL_POLICY'),
      resourceControlPolicies: levels(holder, 'RESOURCE_CONTROL_POLICY'),
    }),
  };
}
