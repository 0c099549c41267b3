import type { GuardrailsFile, GuardrailsPlacement, GuardrailsTarget } from '../../model/guardrails-file';
import { ROOT, type Organization } from '../../model/organization';
import { accessFacts } from './access-facts';
import type { AssembledDocument, AssembledPolicies } from './assembly';
import { backupFacts } from './backup-facts';
import { exemptionsFrom } from './compiled-guardrail';
import { evidenceFacts } from './evidence-facts';
import { spendingFacts } from './spending-facts';

/** Which policies are attached where: the file that plans write and other commands read. */
export function guardrailsFile(organization: Organization, assembly: AssembledPolicies): GuardrailsFile {
  const { id, managementAccount, homeRegion, governedRegions, quotas } = organization;
  return {
    formatVersion: 1,
    organization: {
      ...{ id, managementAccount: managementAccount.accountId, homeRegion, governedRegions },
      ...evidenceFacts(organization),
      spending: spendingFacts(organization),
      ...backupFacts(organization),
      access: accessFacts(organization),
    },
    targets: targetsOf(organization),
    documents: assembly.documents.map(attached),
    settings: assembly.managementPolicies.map(attached),
    placements: placementsOf(organization),
    quotas: Object.fromEntries(Object.entries(quotas).map(([name, { value }]) => [name, value])),
  };
}

/** A policy as the file lists it: attached to one target, without its id at AWS, which is not known. */
function attached<Type, Content>({ name, type, target, content, guardrails }: Attachable<Type, Content>) {
  return { name, type, targets: [target], awsId: null, content, guardrails };
}

type Attachable<Type, Content> = Pick<AssembledDocument, 'name' | 'target' | 'guardrails'> & {
  readonly type: Type;
  readonly content: Content;
};

/** Equal files give equal text: the order of fields is that of the code, of lists that of the organization. */
export function renderGuardrailsFile(file: GuardrailsFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** From the root down; the management account, which no service control policy binds, is the last. */
export function targetsOf({ rootId, units, accounts, managementAccount }: Organization): readonly GuardrailsTarget[] {
  return [
    { id: ROOT, kind: 'root', awsId: rootId },
    ...units.map(({ id, parent, awsId, name }): GuardrailsTarget => ({ id, kind: 'unit', parent, awsId, name })),
    ...accounts.map((account): GuardrailsTarget => {
      const { key: id, unit: parent, accountId, state, name, email, stack, owner, budget, tags } = account;
      return { id, kind: 'account', parent, accountId, state, name, email, stack, owner, budget: budget.usd, tags };
    }),
    {
      id: managementAccount.key,
      kind: 'management-account',
      parent: ROOT,
      accountId: managementAccount.accountId,
      state: 'active',
    },
  ];
}

function placementsOf({ placements, exemptions }: Organization): readonly GuardrailsPlacement[] {
  return placements.map(({ guardrail, target, parameters }) => ({
    guardrail,
    target,
    parameters: isRecord(parameters) ? parameters : {},
    exemptions: exemptionsFrom(guardrail, exemptions).map(({ principal, owner, reason, expires }) => ({
      principal,
      owner,
      reason,
      ...(expires === null ? {} : { expires }),
    })),
  }));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
