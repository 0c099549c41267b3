import { decider } from '../../lib/analysis/evaluate/decide';
import { chain, request } from './arbitraries';
import { decisionOf, testWithOracle, useOracle } from './with-oracle';
import { fileOf, lineOf, oraclePoliciesOf, oracleRequestOf, type Chain, type PlainRequest } from './world';
import { fc } from '../seeded-fast-check';

const CHAINS = 600;
const REQUESTS = 24;
const FEWEST = 10_000;

const oracle = useOracle();

/** The oracle takes the resource `*` of a request for any resource, see the table of divergences. */
function isClear(policies: Chain, { resource }: PlainRequest): boolean {
  const statements = policies.flatMap(({ scps, rcps }) => [...scps, ...rcps]).flatMap(({ Statement }) => Statement);
  return resource !== '*' || statements.every(({ Resource }) => Resource === '*');
}

interface Comparison {
  readonly request: PlainRequest;
  readonly ours: string;
  readonly theirs: string;
}

async function compare(policies: Chain, requests: readonly PlainRequest[]): Promise<readonly Comparison[]> {
  const clear = requests.filter((one) => isClear(policies, one));
  const decide = decider(fileOf(policies));
  const { answers } = await oracle().ask(oraclePoliciesOf(policies), clear.map(oracleRequestOf));
  return clear.map((one, index) => ({
    request: one,
    ours: decide(lineOf(`r${index}`, one)).decision,
    theirs: decisionOf(answers[index]),
  }));
}

testWithOracle(
  'agrees with an independent evaluator on generated policies',
  async () => {
    const counts: Record<string, number> = {};
    const requests = fc.array(request, { minLength: REQUESTS, maxLength: REQUESTS });
    const run = await fc.check(
      fc.asyncProperty(chain, requests, async (policies, asked) => {
        const compared = await compare(policies, asked);
        for (const { ours } of compared) counts[ours] = (counts[ours] ?? 0) + 1;
        return compared.every(({ ours, theirs }) => ours === theirs);
      }),
      { numRuns: CHAINS },
    );
    if (run.counterexample !== null) {
      const [policies, asked] = run.counterexample;
      const differing = (await compare(policies, asked)).find(({ ours, theirs }) => ours !== theirs);
      throw new Error(`seed ${run.seed}: ${JSON.stringify({ policies, ...differing }, null, 2)}`);
    }
    const { denied = 0, permitted = 0, ...others } = counts;
    expect(others).toEqual({});
    expect(denied + permitted).toBeGreaterThanOrEqual(FEWEST);
    // Neither answer is so common that always giving it would do.
    expect(Math.min(denied, permitted)).toBeGreaterThan(FEWEST / 4);
  },
  180_000,
);
