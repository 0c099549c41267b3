import type { Organization } from '../../model/organization';
import {
  describePlaceholder,
  findUnknownPlaceholders,
  listStrings,
  PLACEHOLDERS,
  splitPlaceholders,
  type Placeholder,
} from '../../model/placeholder';
import type { Problem } from '../../model/problem';
import { listValues } from '../../model/suggest';
import type { Compiled } from './compiled-guardrail';

/** Placeholders in the output of a guardrail that no deploy could replace. */
export function findPlaceholderProblems(
  { placement, guardrail, content }: Compiled,
  organization: Organization,
): readonly Problem[] {
  const texts = listStrings(content);
  const unknown = new Set(texts.flatMap(findUnknownPlaceholders));
  const known = new Map(
    texts
      .flatMap(splitPlaceholders)
      .flatMap((part) => (part.kind === 'text' ? [] : [[describePlaceholder(part), part] as const])),
  );
  const at = placement.at;
  const subject = (name: string): string => `\`${guardrail.id}\` names \`${name}\``;
  return [
    ...[...unknown].map((name) => ({
      code: 'unknown-placeholder',
      at,
      message: `${subject(name)}, which is not a placeholder`,
      allowed: PLACEHOLDERS,
      fix: "write `${…}` for one of AWS's policy variables",
    })),
    ...[...known].flatMap(([name, placeholder]) => {
      const complaint = complain(placeholder, placement.target, organization);
      return complaint === undefined ? [] : [{ at, ...complaint, message: `${subject(name)}, ${complaint.message}` }];
    }),
  ];
}

function complain(
  placeholder: Placeholder,
  target: string,
  { units, accounts }: Organization,
): Omit<Problem, 'at'> | undefined {
  switch (placeholder.kind) {
    case 'organization-id':
      return undefined;
    case 'unit-path':
      if (units.some(({ id }) => id === placeholder.unit)) return undefined;
      return {
        code: 'unknown-unit',
        message: 'but there is no such unit',
        allowed: listValues(units.map(({ id }) => id)),
      };
    case 'account-id': {
      const open = accounts.filter(({ state }) => state !== 'closed').map(({ key }) => key);
      if (!open.includes(placeholder.account))
        return { code: 'unknown-account', message: 'but there is no such account', allowed: listValues(open) };
      if (open.includes(target)) return undefined;
      return {
        code: 'account-not-born',
        message: `but policies on \`${target}\` are deployed before the account exists`,
        allowed: 'accounts whose file has their `id`, or any account in a guardrail on an account',
        fix: "set `id` in the account's file, or place the guardrail on accounts",
      };
    }
  }
}
