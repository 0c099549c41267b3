import { compile } from '../../../../lib/iam/evaluation/compile';
import { judge, Level } from '../../../../lib/iam/evaluation/judge';
import type { AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import type { Chain } from '../../../../lib/iam/algebra/chain';

/** The evaluator's decisions of a chain, which is compiled once, for requests whose keys are all known. */
export function evaluator(chain: Chain): (request: AlgebraRequest) => string {
  const levels = chain.map((documents) => {
    const statements = documents.flatMap((document) => compile(document));
    return new Level(
      statements.map((statement) => ({ statement, source: null })),
      false,
      null,
    );
  });
  return ({ action, resource, context }) => {
    const time = context['aws:CurrentTime'];
    const known = typeof time === 'string' ? { ...context, 'aws:EpochTime': String(Date.parse(time) / 1000) } : context;
    const values = new Map(Object.entries(known).map(([key, value]) => [key.toLowerCase(), value]));
    return judge(levels, { action, resource, context: { value: (key) => values.get(key) } }).decision;
  };
}
