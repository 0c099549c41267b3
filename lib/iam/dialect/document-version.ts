import { isObject } from './core/document';
import { rule } from './core/rule';

export const documentVersion = rule({
  id: 'document-version',
  summary: '`Version` is 2012-10-17',
  why: 'In any other version policy variables are plain text, and AWS refuses organization policies in it.',
  fix: 'write `"Version": "2012-10-17"`',
  severity: 'error',
  find: ({ raw }) => {
    if (!isObject(raw) || raw['Version'] === '2012-10-17') return [];
    if (raw['Version'] === undefined) return [{ pointer: '', message: 'the document has no `Version`' }];
    return [{ pointer: '/Version', message: `the version is ${JSON.stringify(raw['Version'])}` }];
  },
});
