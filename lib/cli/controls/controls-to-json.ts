import type { z } from 'zod';
import type { AssessedChapter, AssessedControl } from '../../analysis/controls/assess';
import { STANDARDS } from '../../model/standards';
import { countStatuses, type AssessedStandard } from './assessed-standard';
import type { controlsSchema } from './controls-schema';

type Output = z.input<typeof controlsSchema>;
type Standard = Output['standards'][number];

/** @param choose the controls that are shown; all are counted */
export function controlsToJson(
  standards: readonly AssessedStandard[],
  choose: (chapters: readonly AssessedChapter[]) => readonly AssessedChapter[],
): Output {
  return {
    formatVersion: 1,
    standards: standards.map(({ list: { standard, notes }, chapters }): Standard => ({
      id: standard,
      title: STANDARDS[standard].title,
      totals: countStatuses(chapters),
      controls: choose(chapters).flatMap(({ title, controls }) => controls.map((one) => controlToJson(one, title))),
      notes: notes.map(({ subject, why }) => ({ subject, why })),
    })),
  };
}

function controlToJson(
  { control, status, inForce, missing, gaps }: AssessedControl,
  chapter: string,
): Standard['controls'][number] {
  const { number, earlier = null, title, remainder = null } = control;
  return {
    number,
    earlier,
    chapter,
    title,
    status,
    mechanisms: inForce.map(({ kind, id, contribution, reach, file, test }) => ({
      kind,
      id,
      contribution,
      where: reach.text,
      everywhere: reach.isEverywhere,
      file,
      test,
    })),
    missing: missing.map(({ kind, id, why }) => ({ kind, id, why })),
    gaps: [...gaps],
    remainder,
  };
}
