import { distance } from 'fastest-levenshtein';
import type { ServiceReference } from '../../service-reference/service-reference';

/** The condition key that is probably meant by one that AWS does not document, as a part of a fault. */
export function suggestKey(reference: ServiceReference, key: string): { readonly fix?: string } {
  const [, name = '', rest = ''] = /^([^/]*)(\/.*)?$/.exec(key) ?? [];
  const given = name.toLowerCase();
  let best: string | undefined;
  let fewest = Math.ceil(given.length / 4) + 1;
  for (const documented of reference.documentedKeys()) {
    const candidate = documented.replace(/\/?\$\{.*$/, '');
    const edits = distance(given, candidate.toLowerCase());
    if (edits < fewest) [best, fewest] = [documented.includes('/$') ? candidate + rest : candidate, edits];
  }
  return best === undefined ? {} : { fix: `did you mean \`${best}\`? If not, remove the condition` };
}
