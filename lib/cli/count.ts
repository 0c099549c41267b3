import { formatNumber } from '../report/words';
import type { Organization } from '../model/organization';

/** `1 account`, `1,200 accounts`. */
export function counted(number: number, noun: string): string {
  return `${formatNumber(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** How much an organization holds. */
export interface Contents {
  readonly units: number;
  readonly accounts: number;
  /** Different ones. */
  readonly guardrails: number;
  /** Places where one of them hangs. */
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
  return `${parts.join(', ')} at ${counted(placements, 'place')}`;
}
