import { isObject } from '../json';
import { rule } from './core/rule';

export const documentQuota = rule({
  id: 'document-quota',
  summary: 'A document fits its quota',
  why: 'AWS refuses a longer document during the deployment, when a part of the organization may already have changed.',
  fix: 'split the document, or remove each `Sid` and the statements that others cover',
  severity: 'error',
  find: ({ raw }, { quota }) => {
    if (quota === undefined || !isObject(raw)) return [];
    const { length } = JSON.stringify(raw);
    if (length <= quota) return [];
    return [
      {
        pointer: '',
        message: `the document has ${length} characters in its most compact form, but the quota is ${quota}`,
      },
    ];
  },
});
