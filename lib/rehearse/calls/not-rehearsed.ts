import type { GuardrailsDocument, GuardrailsFile } from '../../model/guardrails-file';

/** The services whose calls the emulator checks against policies: lib/rehearse/emulator pins its version. */
export const GUARDED: ReadonlySet<string> = new Set('dynamodb iam kms lambda s3 scheduler sns sqs sts'.split(' '));

/** Guardrails on services that the emulator guards, and of which it can show nothing all the same. */
const REASONS: Readonly<Record<string, string>> = {
  'deny-reserved-purchases':
    'of what the emulator guards it denies dynamodb:PurchaseReservedCapacityOfferings only, which no SDK can call',
  'deny-root-user': 'the emulator hands out sessions of a root user by sts:AssumeRoot only, and binds those by nothing',
  'perimeter-confused-deputy': 'no service of AWS calls anything on the emulator',
  'perimeter-trusted-identities':
    'the emulator applies resource control policies to callers below them, and so never to strangers',
  'require-imdsv2': 'the emulator does not guard ec2, and does not fill in ec2:RoleDelivery',
  'revoke-sessions': 'no session that is old enough can be had on the emulator',
};

/** Why no call shows a guardrail at a target; null: one ought to. */
export function whyNotRehearsed(guardrail: string, target: string, file: GuardrailsFile): string | null {
  const isThere = ({ targets }: { readonly targets: readonly string[] }): boolean => targets.includes(target);
  const settings = (file.settings ?? []).filter(
    (document) =>
      isThere(document) &&
      Object.values(document.guardrails ?? {})
        .flat()
        .includes(guardrail),
  );
  const services = servicesDeniedBy(guardrail, file.documents.filter(isThere));
  if (services.length === 0) {
    const types = [...new Set(settings.map(({ type }) => type))];
    return types.length === 0
      ? 'with its parameters it denies nothing'
      : `it is a policy of settings (${types.join(', ')}), which the services enforce, and the emulator does not`;
  }
  if (!services.some((service) => service === '*' || GUARDED.has(service)))
    return `the emulator does not guard ${services.join(', ')}`;
  return REASONS[guardrail] ?? null;
}

/** The prefixes of the actions that a guardrail's statements name; `*`: more than can be named. */
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
