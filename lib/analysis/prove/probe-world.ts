import type { ProbePlace, ProbeRequest } from '../../../policies/core/probe';
import { accountInPrincipal } from '../../iam/evaluation/principal';
import { memoize } from '../../iam/memoize';
import { ROOT, type Organization } from '../../model/organization';
import { platformPatterns } from '../../model/platform';
import type { GuardrailsDocument, GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import type { RequestLine } from '../evaluate/request-line';
import { usualKeys } from './usual-keys';

/** Accounts for probes, which no organization has. */
const PROBED = { id: 'rampart probed account', number: '900000000001' };
const SIBLING = { id: 'rampart sibling account', number: '900000000002' };
const OUTSIDER = '900000000003';

/** The organization's id while it is unknown: the same text as in guardrails. */
const ORGANIZATION_ID = '{organization.id}';

/**
 * The time of probes: before the expiry of every exemption, because probes are about principals that are not exempt, and
 * a plan must not depend on the clock.
 */
export const BEFORE_ALL_ENDS = '2000-01-01T00:00:00Z';

/** A copy of the organization with an account for probes below a target, and another one below the root. */
interface ProbeWorld {
  readonly file: GuardrailsFile;
  readonly place: ProbePlace;
}

/** A world with only these documents, attached to the root, and only the accounts of probes and exemptions. */
export function aloneWorld(
  organization: Organization,
  file: GuardrailsFile,
  documents: readonly Pick<GuardrailsDocument, 'type' | 'content' | 'guardrails'>[],
): ProbeWorld {
  // A guardrail may have no statements, such as without sessions to revoke; AWS rejects policies without statements.
  const alone = documents
    .filter(({ content }) => content.Statement.length > 0)
    .map((document, index) => ({ ...document, name: `alone-${index + 1}`, targets: [ROOT] }));
  const named = numbersIn(organization);
  const targets = file.targets.flatMap((target) => {
    if (target.kind === 'account')
      return typeof target.accountId === 'string' && named.includes(target.accountId)
        ? [{ ...target, parent: ROOT }]
        : [];
    return target.kind === 'unit' ? [] : [target];
  });
  return withAccounts(organization, { ...file, targets, documents: alone }, ROOT);
}

/** The organization as it is configured, with the probed account below a target, or like the target if it is an account. */
export function chainWorld(organization: Organization, file: GuardrailsFile, target: string): ProbeWorld {
  const kind = file.targets.find(({ id }) => id === target)?.kind;
  if (kind !== 'account') return withAccounts(organization, file, target);
  // The policies of the account are attached to the probed one, too, which has the same parent.
  const parent = file.targets.find(({ id }) => id === target)?.parent ?? ROOT;
  const documents = file.documents.map((document) =>
    document.targets.includes(target) ? { ...document, targets: [...document.targets, PROBED.id] } : document,
  );
  return withAccounts(organization, { ...file, documents }, parent);
}

function withAccounts(organization: Organization, file: GuardrailsFile, parent: string): ProbeWorld {
  const account = ({ id, number }: typeof PROBED, above: string): GuardrailsTarget => ({
    id,
    kind: 'account',
    parent: above,
    accountId: number,
    state: 'active',
  });
  const named = numbersIn(organization).filter((number) => !file.targets.some(({ accountId }) => accountId === number));
  const others = named.map((number) => account({ id: `rampart account ${number}`, number }, ROOT));
  return {
    file: { ...file, targets: [...file.targets, account(PROBED, parent), account(SIBLING, ROOT), ...others] },
    place: {
      organization,
      account: PROBED.number,
      sibling: SIBLING.number,
      outsider: OUTSIDER,
      organizationId: organization.id ?? ORGANIZATION_ID,
    },
  };
}

/** The numbers of accounts in exemptions, revocations and platform principals. An account may not be in the configuration yet. */
function numbersIn({ platform, exemptions, revocations }: Organization): readonly string[] {
  const revoked = revocations.flatMap((one) => (one.kind === 'role' ? [one.role] : []));
  const patterns = [...platformPatterns(platform), ...exemptions.map(({ principal }) => principal), ...revoked];
  return [...new Set(patterns.flatMap((pattern) => /^\d{12}$/.exec(pattern.split(':')[4] ?? '') ?? []))];
}

/** A probe's request in the format of the evaluator. */
export function toRequestLine(
  id: string,
  request: ProbeRequest,
  organization: Pick<Organization, 'homeRegion'>,
): RequestLine {
  const own = accountIn(request.principal);
  const isOutside = request.account === null || own === OUTSIDER;
  return {
    resource: request.resources === undefined ? '*' : undefined,
    ...request,
    id,
    account: isOutside ? null : own,
    context: { 'aws:CurrentTime': BEFORE_ALL_ENDS, ...usualKeys(request.principal, organization), ...request.context },
  };
}

/** The account in a principal's ARN; null: none. */
const accountIn = memoize((principal: string) => accountInPrincipal(principal) ?? null);
