import { globMatches } from '../../iam/patterns/glob';
import type { GuardrailsFile } from '../../model/guardrails-file';

/** The condition keys that documents look at and that nothing but a request itself can tell. */
export function openKeys({ documents }: Pick<GuardrailsFile, 'documents'>): readonly string[] {
  const keys = documents.flatMap(({ content }) =>
    content.Statement.flatMap((statement) => [
      ...Object.values(statement.Condition ?? {}).flatMap((one) => Object.keys(one)),
      ...[...JSON.stringify(statement).matchAll(/\$\{([\w-]+:[^},]+?)\s*[},]/g)].flatMap(([, key]) => key ?? []),
    ]),
  );
  return [...new Set(keys.filter((key) => !DERIVED.some((pattern) => globMatches(pattern, key.toLowerCase()))))].sort();
}

/** What organization, principal and resource tell. */
const DERIVED = [
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorg*',
  'aws:principaltype',
  'aws:principalis*',
].concat(['aws:principalservicename*', 'aws:username', 'aws:userid', 'aws:resourceaccount', 'aws:resourceorg*']);
