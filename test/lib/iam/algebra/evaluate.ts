import { compile } from '../../../../lib/iam/evaluation/compile';
import { judge, Level } from '../../../../lib/iam/evaluation/judge';
import type { AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import type { Chain } from '../../../../lib/iam/algebra/chain';

/** The evaluator's decision for a request whose keys are all known. */
export function evaluate(chain: Chain, { action, resource, context }: AlgebraRequest): string {
  const levels = chain.map((documents) => {
    const statements = documents.flatMap((document) => compile(document));
    return new Level(
      statements.map((statement) => ({ statement, source: null })),
      false,
      null,
    );
  });
  const time = context['aws:CurrentTime'];
  const known = typeof time === 'string' ? { ...context, 'aws:EpochTime': String(Date.parse(time) / 1000) } : context;
  const values = new Map(Object.entries(known).map(([key, value]) => [key.toLowerCase(), value]));
  return judge(levels, { action, resource, context: { value: (key) => values.get(key) } }).decision;
}
