import type { Configuration } from '../configuration';
import type { Problem } from '../problem';

/** An organization that no stack creates needs its ids in the configuration. */
export function findMissingIds({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const { organization } = draft;
  if (organization?.adopted !== true) return [];
  return (['id', 'rootId'] as const)
    .filter((field) => organization[field] === undefined)
    .map((field) => ({
      code: 'missing-field',
      at: yaml.locate(['organization', 'adopted']),
      message: `missing field \`${field}\`: \`adopted: true\` means that the organization already exists`,
      allowed: field === 'id' ? 'an id such as `o-exampleorg1`' : 'an id such as `r-ab12`',
      fix: `set \`organization.${field}\` to what \`aws organizations ${
        field === 'id' ? 'describe-organization' : 'list-roots'
      }\` prints`,
    }));
}
