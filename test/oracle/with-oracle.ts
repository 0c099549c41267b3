import { isOracleInstalled, startOracle, type Oracle, type OracleAnswer } from '../../tools/oracle/client';

const isInstalled = isOracleInstalled();
if (!isInstalled && process.env['CI'] !== undefined) throw new Error('the oracle is not installed: run npm ci');

/** A test that asks the oracle; skipped, and shown as skipped, where it is not installed. */
export const testWithOracle = isInstalled ? test : test.skip;

/** Starts the oracle before the tests of a file and stops it behind them. */
export function useOracle(): () => Oracle {
  let oracle: Oracle | undefined;
  beforeAll(async () => {
    if (isInstalled) oracle = await startOracle();
  });
  afterAll(async () => {
    await oracle?.stop();
  });
  return () => {
    if (oracle === undefined) throw new Error('the oracle has not started');
    return oracle;
  };
}

/** The oracle's answer in our words. */
export function decisionOf(answer: OracleAnswer | undefined): 'permitted' | 'denied' {
  return answer === 'Allowed' ? 'permitted' : 'denied';
}
