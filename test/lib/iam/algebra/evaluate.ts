import { compile } from '../../../../lib/iam/evaluation/compile';
import { knownContext } from '../../../../lib/iam/evaluation/context';
import { judge, Level } from '../../../../lib/iam/evaluation/judge';
import type { AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import type { Chain } from '../../../../lib/iam/algebra/chain';

/** What the evaluator says of a request whose keys are all known. */
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
  return judge(levels, { action, resource, context: knownContext(known) }).decision;
}
