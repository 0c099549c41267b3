import { decider } from '../../lib/analysis/evaluate/decide';
import { realWorld } from './real-world';
import { decisionOf, testWithOracle, useOracle } from './with-oracle';
import { fc } from '../seeded-fast-check';

const REQUESTS = 250;

const oracle = useOracle();

testWithOracle(
  'agrees with an independent evaluator on the example organization',
  async () => {
    const { file, accounts } = realWorld();
    const decide = decider(file);
    for (const { name, policies, requests } of accounts) {
      const sample = fc.sample(requests, { numRuns: REQUESTS });
      const asked = sample.map((one) => one.asked);
      const { answers } = await oracle().ask(policies, asked);
      const compared = sample.map(({ line }, index) => ({
        asked: asked[index],
        ours: decide({ id: `${name}-${index}`, ...line }),
        theirs: decisionOf(answers[index]),
      }));
      expect(compared.find(({ ours, theirs }) => ours.decision !== theirs)).toBeUndefined();
      // Enough of the requests meet a guardrail, and not all of them the same.
      const decisive = new Set(compared.flatMap(({ ours }) => ours.by.flatMap(({ guardrails }) => guardrails)));
      expect(decisive.size).toBeGreaterThan(10);
    }
  },
  180_000,
);
