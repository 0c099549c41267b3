import type { z } from 'zod';
import { POWERS, POWER_IDS } from '../../analysis/access/power';
import type { ListedPrincipal } from '../../analysis/access/listed-principal';
import type { Position } from '../../model/problem';
import type { AccessReview } from './access-review';
import type { accessReviewSchema } from './access-review-schema';

type Output = z.input<typeof accessReviewSchema>;

export function accessReviewToJson(review: AccessReview): Output {
  const { at, principals, revocations, evidence, checks, ends } = review;
  return {
    formatVersion: 1,
    problems: [],
    at: at.toISOString(),
    managementAccount: review.managementAccount,
    powers: POWER_IDS.map((id) => ({ id, title: POWERS[id] })),
    principals: principals.map(principalToJson),
    revocations: revocations.map(revocationToJson),
    evidence: evidence.map(({ who, ...one }) => ({ ...one, who: [...who] })),
    checks: checks.map(({ commands, repair, accounts, sources, ...one }) => ({
      ...one,
      commands: [...commands],
      repair: [...repair],
      accounts: [...accounts],
      sources: [...sources],
    })),
    ends: ends.map(({ at: position, ...one }) => ({ ...one, by: lineOf(position) })),
  };
}

export function principalToJson(one: ListedPrincipal): Output['principals'][number] {
  const { at, accounts, holders, actors, escapes, ...rest } = one;
  return {
    ...rest,
    accounts: [...accounts],
    holders: holders.map(({ group, accounts: where }) => ({ group, accounts: [...where] })),
    actors: [...actors],
    escapes: escapes.map(({ guardrails, until }) => ({ guardrails: [...guardrails], until })),
    by: at && lineOf(at),
  };
}

function revocationToJson(one: AccessReview['revocations'][number]): Output['revocations'][number] {
  const { until, owner, reason } = one;
  const ending = { until, owner, reason, by: lineOf(one.at) };
  return one.kind === 'person'
    ? { kind: 'person', person: one.person, ...ending }
    : { kind: 'role', role: one.role, issuedBefore: one.issuedBefore, ...ending };
}

function lineOf({ file, line }: Position): { file: string; line: number } {
  return { file, line };
}
