'use strict';
const TestSequencer = require('@jest/test-sequencer').default;

/** What takes longest, although its files are short. */
const SLOW = [
  'test/policies/proof.test.ts',
  'test/lib/cli/assume/process.test.ts',
  'test/bin/app.test.ts',
  'test/docs/writing-a-guardrail.test.ts',
  'test/lib/analysis/prove/exemption-forms.test.ts',
  'test/lib/cli/input/states/own-code.test.ts',
  'test/lib/stacks/baseline-regions.test.ts',
  'test/oracle/generated.test.ts',
  'test/oracle/real.test.ts',
];

/** Without times of an earlier run, Jest begins with the longest files. A slow one at the end would keep one core alone. */
class SlowFirst extends TestSequencer {
  sort(tests) {
    const isSlow = ({ path }) => SLOW.some((file) => path.endsWith(file));
    const sorted = super.sort(tests);
    return [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
  }
}

module.exports = SlowFirst;
