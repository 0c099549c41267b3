import type { z } from 'zod';
import { NOT_KNOWN, type AccessAnswer, type AccessQuestion } from '../../analysis/access/answer';
import type { Position } from '../../model/problem';
import { principalToJson } from '../report/access-review-to-json';
import type { accessOutputSchema } from './access-schema';

type Output = z.input<typeof accessOutputSchema>;

export function accessToJson({ access, roles, retired, principals }: AccessAnswer, question: AccessQuestion): Output {
  const { application, store, principal, account } = question;
  return {
    formatVersion: 1,
    problems: [],
    question: {
      application,
      store,
      principal: principal && {
        given: principal.given,
        readings: [...principal.readings],
        notes: [...principal.notes],
      },
      account,
    },
    access: access.map(({ store: { store: name, ...place }, who, mayRead, mayWrite, at }) => ({
      store: { application: place.application, name, account: place.account, region: place.region },
      who,
      mayRead,
      mayWrite,
      by: at.map(lineOf),
    })),
    roles: roles.map((one) => ({
      application: one.application,
      account: one.account,
      role: one.role,
      actors: [...one.actors],
      by: [lineOf(one.at)],
    })),
    retired: retired.map((one) => ({
      application: one.application,
      account: one.account,
      stores: [...one.stores],
      isWhole: one.isWhole,
      by: [lineOf(one.at)],
    })),
    principals: principals.map(principalToJson),
    notKnown: [...NOT_KNOWN],
  };
}

function lineOf({ file, line }: Position): Output['access'][number]['by'][number] {
  return { file, line };
}
