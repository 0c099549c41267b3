import { rule } from './core/rule';

export const rcpPrincipal = rule({
  id: 'rcp-principal',
  summary: 'Every statement of a resource control policy has `"Principal": "*"`',
  why: 'AWS refuses any other principal, a missing one and `NotPrincipal`.',
  fix: 'write `"Principal": "*"` and compare `aws:PrincipalArn` in a condition',
  severity: 'error',
  find: ({ statements }, { type }) =>
    type !== 'RESOURCE_CONTROL_POLICY'
      ? []
      : statements.flatMap(({ pointer, raw }) => [
          ...(raw['NotPrincipal'] === undefined
            ? []
            : [{ pointer: `${pointer}/NotPrincipal`, message: 'a resource control policy has no `NotPrincipal`' }]),
          ...(raw['Principal'] === '*'
            ? []
            : [
                {
                  pointer: raw['Principal'] === undefined ? pointer : `${pointer}/Principal`,
                  message: `the principal is ${JSON.stringify(raw['Principal'] ?? null)}, not "*"`,
                },
              ]),
        ]),
});
