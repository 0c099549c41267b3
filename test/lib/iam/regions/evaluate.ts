import { compile } from '../../../../lib/iam/compile';
import { knownContext } from '../../../../lib/iam/context';
import { judge, Level } from '../../../../lib/iam/judge';
import type { RegionRequest } from '../../../../lib/iam/regions/axis';
import type { Chain } from '../../../../lib/iam/regions/chain';

/** What the evaluator says of a request whose keys are all known. */
export function evaluate(chain: Chain, { action, resource, context }: RegionRequest): string {
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
