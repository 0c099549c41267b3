import type { ControlStatus } from '../../analysis/controls/assess';

/** The statuses as people read them. */
export const STATUS_WORDS: Readonly<Record<ControlStatus, string>> = {
  covered: 'covered',
  partly: 'partly',
  measured: 'measured',
  'not-covered': 'not covered',
};
