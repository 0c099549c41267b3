import { FINISHER } from '../../lib/model/names';
import { kindsExemptFrom, type Exempting } from '../../lib/model/platform';
import { denied, possible } from '../core/probe';
import type { Probe, ProbePlace, ProbeRequest } from '../core/probe';
import { reachesAccount, roleIn } from '../core/role-samples';

/** What a role of the finisher does, if the organization has it: possible exactly if the guardrail leaves that role out. */
export function finisherProbes(
  kind: 'finisher' | 'finisherStart',
  guardrail: Exempting,
  { does, ...call }: Pick<ProbeRequest, 'action' | 'resource'> & { readonly does: string },
  { account, organization: { platform } }: ProbePlace,
): readonly Probe[] {
  const isExempt = kindsExemptFrom(platform, guardrail).includes(kind);
  return platform.principals[kind]
    .filter((pattern) => reachesAccount(account, pattern))
    .map((pattern) => {
      const request = { principal: roleIn(account, pattern), ...call };
      return (isExempt ? possible : denied)(`${pattern} ${does}`, request);
    });
}

/** That it is started, by its schedule. */
export function startIn({ account, organization }: ProbePlace) {
  return {
    does: 'starts the finisher',
    action: 'states:StartExecution',
    resource: `arn:aws:states:${organization.homeRegion}:${account}:stateMachine:${FINISHER.stateMachine}`,
  };
}
