import type { Explanation, Step, StepStatement } from '../../analysis/explain/explain';
import type { Paint } from '../paint';

/** How each target judges a request, from the root down: one line per target, or one per statement if there are several. */
export function describePath({ path }: Pick<Explanation, 'path'>, action: string, paint: Paint): readonly string[] {
  const width = Math.max(...path.map(({ target }) => target.length), 0);
  return path.flatMap((step) =>
    describeStep(step, action, paint).map(
      (line, index) => `  ${(index === 0 ? step.target : '').padEnd(width)}  ${line}`,
    ),
  );
}

function describeStep(step: Step, action: string, paint: Paint): readonly string[] {
  const { statements, allows } = step;
  const lines = statements.map((statement) => describeStatement(statement, paint));
  if (allows === 'no') lines.unshift(`${paint('red', 'allows nothing')}: no document here allows ${action}`);
  if (allows === 'maybe')
    lines.unshift(`${paint('yellow', 'may allow')}: a document here allows ${action} under some conditions`);
  return lines.length > 0 ? lines : [paint('green', 'allows')];
}

function describeStatement(
  { verdict, guardrails, sid, pointer, document, missing }: StepStatement,
  paint: Paint,
): string {
  const statement = sid === null ? `statement ${pointer}` : `statement ${sid}`;
  const by = guardrails.length === 0 ? '' : `${guardrails.join(', ')}, `;
  const depends = missing.length === 0 ? '' : `; depends on ${missing.join(', ')}`;
  return `${paint(verdict === 'denies' ? 'red' : 'yellow', verdict)}: ${by}${statement} of ${document}${depends}`;
}
