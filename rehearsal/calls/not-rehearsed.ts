import type { GuardrailsDocument, GuardrailsFile } from '../../lib/model/guardrails-file';

/** The services for which the emulator enforces policies, in the version that rehearsal/emulator pins. */
export const ENFORCED: ReadonlySet<string> = new Set('dynamodb iam kms lambda s3 scheduler sns sqs sts'.split(' '));

/** Guardrails that the emulator cannot show, although it enforces policies for their services. */
const REASONS: Readonly<Record<string, string>> = {
  'deny-reserved-purchases':
    'of the services that the emulator enforces, it denies only dynamodb:PurchaseReservedCapacityOfferings, which no SDK can call',
  'deny-root-user': 'the emulator issues root sessions only by sts:AssumeRoot, and no policy applies to them',
  'perimeter-confused-deputy': 'no AWS service calls anything on the emulator',
  'perimeter-trusted-identities':
    'the emulator applies resource control policies only to callers in the accounts below them, never to callers from outside',
  'require-imdsv2': 'the emulator does not enforce policies for ec2, and does not send ec2:RoleDelivery',
  'revoke-sessions':
    'the emulator does not send identitystore:UserId, and no session is as old as the revocation of a role; a scenario revokes a role',
};

/** Why no call shows a guardrail at a target; null if one should. */
export function whyNotRehearsed(guardrail: string, target: string, file: GuardrailsFile): string | null {
  const isThere = ({ targets }: { readonly targets: readonly string[] }): boolean => targets.includes(target);
  const managementPolicies = (file.settings ?? []).filter(
    (document) =>
      isThere(document) &&
      Object.values(document.guardrails ?? {})
        .flat()
        .includes(guardrail),
  );
  const services = servicesDeniedBy(guardrail, file.documents.filter(isThere));
  if (services.length === 0) {
    const types = [...new Set(managementPolicies.map(({ type }) => type))];
    return types.length === 0
      ? 'with its parameters, it denies nothing'
      : `the emulator does not enforce management policies (${types.join(', ')})`;
  }
  if (!services.some((service) => service === '*' || ENFORCED.has(service)))
    return `the emulator does not enforce policies for ${services.join(', ')}`;
  return REASONS[guardrail] ?? null;
}

/** The service prefixes of the actions in a guardrail's statements; `*` for statements with NotAction. */
function servicesDeniedBy(guardrail: string, documents: readonly GuardrailsDocument[]): readonly string[] {
  const services = documents.flatMap(({ content, guardrails }) =>
    content.Statement.flatMap(({ Action, NotAction }, index) => {
      const here = Object.entries(guardrails ?? {}).filter(([pointer]) =>
        `${pointer}/`.startsWith(`/Statement/${index}/`),
      );
      if (!here.some(([, ids]) => ids.includes(guardrail))) return [];
      return NotAction === undefined ? [Action ?? []].flat().map((action) => action.split(':')[0] ?? '') : ['*'];
    }),
  );
  return [...new Set(services)].sort();
}
