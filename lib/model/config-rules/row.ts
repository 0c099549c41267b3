import type { ConfigRule } from './config-rule';

/** What most rows do not have. */
type Rest = Partial<Pick<ConfigRule, 'parameters' | 'optionalParameters' | 'unavailableIn'>>;

/** A row of the table of Config rules, in one line. */
export function row(
  scope: ConfigRule['scope'],
  trigger: ConfigRule['trigger'],
  { cis, pci }: { readonly cis?: readonly string[]; readonly pci?: readonly string[] } = {},
  { parameters = {}, optionalParameters = [], unavailableIn = [] }: Rest = {},
): ConfigRule {
  const controls = {
    ...(cis === undefined ? {} : { 'cis-aws-foundations': cis }),
    ...(pci === undefined ? {} : { 'pci-dss': pci }),
  };
  return { scope, trigger, parameters, optionalParameters, controls, unavailableIn };
}
