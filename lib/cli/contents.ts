import type { Organization } from '../model/organization';
import { counted } from '../report/words';

/** How much an organization contains. */
export interface Contents {
  readonly units: number;
  readonly accounts: number;
  /** Different ones. */
  readonly guardrails: number;
  /** Pairs of a guardrail and a target. */
  readonly placements: number;
}

export function countContents({ units, accounts, placements }: Organization): Contents {
  return {
    units: units.length,
    accounts: accounts.length,
    guardrails: new Set(placements.map(({ guardrail }) => guardrail)).size,
    placements: placements.length,
  };
}

export function describeContents({ units, accounts, guardrails, placements }: Contents): string {
  const parts = [counted(units, 'unit'), counted(accounts, 'account'), counted(guardrails, 'guardrail')];
  return `${parts.join(', ')} in ${counted(placements, 'placement')}`;
}
