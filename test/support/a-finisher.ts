import type { FinisherNames } from '../../constructs/finisher/finisher-names';

/** The names of a finisher, for tests of constructs. */
export const NAMES: FinisherNames = {
  stateMachine: 'rampart-finisher',
  schedule: 'rampart-finisher',
  role: { path: '/platform/', name: 'finisher' },
  startRole: { path: '/platform/', name: 'finisher-start' },
};
