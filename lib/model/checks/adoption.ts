import type { Configuration } from '../configuration';
import type { Problem } from '../problem';

/** An organization that no stack of ours creates must be known by its ids. */
export function findMissingIds({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const { organization } = draft;
  if (organization?.adopted !== true) return [];
  return (['id', 'rootId'] as const)
    .filter((field) => organization[field] === undefined)
    .map((field) => ({
      code: 'missing-field',
      at: yaml.locate(['organization', 'adopted']),
      message: `missing field \`${field}\`: with \`adopted: true\` the organization exists already`,
      allowed: field === 'id' ? 'an id such as `o-exampleorg1`' : 'an id such as `r-ab12`',
      fix: `write \`organization.${field}\` down, as \`aws organizations ${
        field === 'id' ? 'describe-organization' : 'list-roots'
      }\` prints it`,
    }));
}
