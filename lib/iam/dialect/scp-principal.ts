import { rule } from './core/rule';

export const scpPrincipal = rule({
  id: 'scp-principal',
  summary: 'A service control policy names no principal',
  why: 'AWS refuses `Principal` and `NotPrincipal` there: the policy binds whoever is in the account.',
  fix: 'remove the element; compare `aws:PrincipalArn` in a condition instead',
  severity: 'error',
  find: ({ statements }, { type }) =>
    type !== 'SERVICE_CONTROL_POLICY'
      ? []
      : statements.flatMap(({ pointer, raw }) =>
          ['Principal', 'NotPrincipal']
            .filter((element) => raw[element] !== undefined)
            .map((element) => ({
              pointer: `${pointer}/${element}`,
              message: `a service control policy has no \`${element}\``,
            })),
        ),
});
