import { rule } from './core/rule';

export const actionSyntax = rule({
  id: 'action-syntax',
  summary: 'An action is a service prefix, a colon and a name, or `*` alone',
  why: 'AWS refuses anything else, so nothing in the document takes effect.',
  fix: 'write the action in the form `s3:PutObject`',
  severity: 'error',
  find: ({ statements }) =>
    statements
      .flatMap(({ actions, notActions }) => [...actions, ...notActions])
      .filter(({ value }) => value !== '*' && !/^[\w*?-]+:[\w*?-]+$/.test(value))
      .map(({ pointer, value }) => ({ pointer, message: `\`${value}\` is not an action` })),
});
