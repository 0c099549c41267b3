import { costLine, counts, assumed } from '../../../../lib/analysis/costs/cost-line';
import { estimateCosts } from '../../../../lib/analysis/costs/estimate';
import { costSections, formatUsd } from '../../../../lib/cli/costs/cost-sections';
import { renderText } from '../../../../lib/report/text/render-text';
import { anAudit } from '../../../support/an-audit';
import { aPack, aWatchedOrganization } from '../../../support/a-watched-organization';

function textOf(...[estimate, region = 'eu-central-1']: [Parameters<typeof costSections>[0], string?]): string {
  return renderText({ sections: costSections(estimate, region) }, { hasColors: false }).join('\n');
}

test.each([
  [0, 'USD 0.00'],
  [0.004, '< USD 0.01'],
  [0.005, 'USD 0.01'],
  [16.369, 'USD 16.37'],
  [1234.5, 'USD 1,234.50'],
])('%d is written as %s', (usd, text) => {
  expect(formatUsd(usd)).toBe(text);
});

describe('the costs of a plan', () => {
  test('show each formula with its price, and mark what is assumed', () => {
    const line = costLine('requests', 'Requests', 'bucketRequest', [counts(1, 'account'), assumed('logFiles')]);
    expect(textOf({ lines: [line], usd: line.usd })).toMatch(
      /^Requests +USD 0\.03 +1 account × ≈ 5,000 log files × 0\.005 \/ 1,000$/m,
    );
  });

  test('fit into 100 columns, but for the notes', () => {
    const estimate = estimateCosts(aWatchedOrganization({ audit: anAudit() }), [
      aPack({ rules: [{ identifier: 'ACCESS_KEYS_ROTATED', parameters: {} }] }),
    ]);
    const tables = textOf(estimate).split('\nA key costs ')[0] ?? '';
    expect(Math.max(...tables.split('\n').map((row) => row.length))).toBeLessThanOrEqual(100);
  });

  test('say of which Region the prices are', () => {
    const line = costLine('alarms', 'Alarms', 'alarm', [counts(2, 'alarm')]);
    expect(textOf({ lines: [line], usd: 0.2 })).toContain('those of us-east-1; eu-central-1 may cost more.');
    expect(textOf({ lines: [line], usd: 0.2 }, 'us-east-1')).toContain('those of us-east-1. Taxes');
  });

  test('are not shown if nothing costs anything', () => {
    expect(costSections({ lines: [], usd: 0 }, 'eu-central-1')).toEqual([]);
  });
});
