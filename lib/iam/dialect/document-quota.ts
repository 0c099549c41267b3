import { isObject } from './core/document';
import { rule } from './core/rule';

export const documentQuota = rule({
  id: 'document-quota',
  summary: 'A document is no longer than its quota',
  why: 'AWS refuses a longer one at deployment, when half of the organization may have changed already.',
  fix: 'split the document, or drop names (`Sid`) and what other statements cover',
  severity: 'error',
  find: ({ raw }, { quota }) => {
    if (quota === undefined || !isObject(raw)) return [];
    const { length } = JSON.stringify(raw);
    if (length <= quota) return [];
    return [
      { pointer: '', message: `the document has ${length} characters in its most compact form, ${quota} are allowed` },
    ];
  },
});
