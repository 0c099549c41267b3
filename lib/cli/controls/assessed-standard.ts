import { CONTROL_STATUSES, type AssessedChapter, type ControlStatus } from '../../analysis/controls/assess';
import type { ControlList } from '../../analysis/controls/control';

/** A standard, and what covers each of its controls. */
export interface AssessedStandard {
  readonly list: ControlList;
  readonly chapters: readonly AssessedChapter[];
}

/** How many controls have each status. */
export function countStatuses(chapters: readonly AssessedChapter[]): Readonly<Record<ControlStatus, number>> {
  const statuses = chapters.flatMap(({ controls }) => controls.map(({ status }) => status));
  const count = (status: ControlStatus): number => statuses.filter((one) => one === status).length;
  return Object.fromEntries(CONTROL_STATUSES.map((status) => [status, count(status)])) as Record<ControlStatus, number>;
}

/** The chapters with only the controls that nothing covers. */
export function onlyUncovered(chapters: readonly AssessedChapter[]): readonly AssessedChapter[] {
  return chapters
    .map(({ title, controls }) => ({ title, controls: controls.filter(({ status }) => status === 'not-covered') }))
    .filter(({ controls }) => controls.length > 0);
}
