import { isRcpFullAccess } from '../grammar/parse-statement';
import { rule } from './core/rule';

export const rcpAllow = rule({
  id: 'rcp-allow',
  summary: 'A resource control policy only denies',
  why: 'AWS refuses `Allow` in a resource control policy of ours; `RCPFullAWSAccess` allows already.',
  fix: 'turn it into a `Deny` of the contrary, or remove it',
  severity: 'error',
  find: ({ statements }, { type }) =>
    type !== 'RESOURCE_CONTROL_POLICY'
      ? []
      : statements
          .filter(({ effect, raw }) => effect === 'Allow' && !isRcpFullAccess(raw))
          .map(({ pointer }) => ({ pointer: `${pointer}/Effect`, message: 'a resource control policy cannot allow' })),
});
