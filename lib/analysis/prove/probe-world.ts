import type { ProbePlace, ProbeRequest } from '../../../policies/core/probe';
import { memoize } from '../../iam/memoize';
import { ROOT, type Organization } from '../../model/organization';
import type { GuardrailsDocument, GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import type { RequestLine } from '../evaluate/request-line';

/** Accounts that no organization has, for probes to happen in. */
const PROBED = { id: 'rampart probed account', number: '900000000001' };
const SIBLING = { id: 'rampart sibling account', number: '900000000002' };
const OUTSIDER = '900000000003';

/** While the organization's id is not known; what guardrails say of it is compared with the same text. */
const ORGANIZATION_ID = '{organization.id}';

/**
 * Before every end of an exemption: probes say what holds today for people who are not exempt, and no plan may look at
 * the clock.
 */
export const BEFORE_ALL_ENDS = '2000-01-01T00:00:00Z';

/** A copy of the organization, with an account for probes below a target, and another below the root. */
export interface ProbeWorld {
  readonly file: GuardrailsFile;
  readonly place: ProbePlace;
}

/** A world in which nothing but these documents hangs, on the root: what they deny, they deny by themselves. */
export function aloneWorld(
  organization: Organization,
  file: GuardrailsFile,
  documents: readonly Pick<GuardrailsDocument, 'type' | 'content' | 'guardrails'>[],
): ProbeWorld {
  // A guardrail may have nothing to deny yet, such as no session to revoke; AWS takes no policy without a statement.
  const alone = documents
    .filter(({ content }) => content.Statement.length > 0)
    .map((document, index) => ({ ...document, name: `alone-${index + 1}`, targets: [ROOT] }));
  return withAccounts(organization, { ...file, documents: alone }, ROOT);
}

/** The organization as it is configured, with the probed account below a target, or the target itself if it is one. */
export function chainWorld(organization: Organization, file: GuardrailsFile, target: string): ProbeWorld {
  const kind = file.targets.find(({ id }) => id === target)?.kind;
  if (kind !== 'account') return withAccounts(organization, file, target);
  // What hangs on an account hangs on the probed one too, in the same place.
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
  return {
    file: { ...file, targets: [...file.targets, account(PROBED, parent), account(SIBLING, ROOT)] },
    place: {
      organization,
      account: PROBED.number,
      sibling: SIBLING.number,
      outsider: OUTSIDER,
      organizationId: organization.id ?? ORGANIZATION_ID,
    },
  };
}

/** A probe's request as the evaluator takes it. */
export function toRequestLine(id: string, request: ProbeRequest): RequestLine {
  const own = accountIn(request.principal);
  const isOutside = request.account === null || own === OUTSIDER;
  return {
    resource: request.resources === undefined ? '*' : undefined,
    ...request,
    id,
    account: isOutside ? null : own,
    context: { 'aws:CurrentTime': BEFORE_ALL_ENDS, ...request.context },
  };
}

/** The account that an ARN of a principal names; null: none. */
const accountIn = memoize((principal: string) => /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1] ?? null);
