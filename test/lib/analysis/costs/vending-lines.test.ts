import { vendingLines } from '../../../../lib/analysis/costs/vending-lines';
import { theExample } from '../../../support/the-example';

const { organization } = theExample();

test('a pipeline costs the minutes of its builds and actions, and of the nightly look', () => {
  const lines = vendingLines(organization).map(({ id, usd }) => [id, usd.toFixed(2)]);
  expect(lines).toEqual([
    ['pipeline-builds', '0.80'],
    ['pipeline-actions', '0.32'],
    ['nightly-look', '0.75'],
  ]);
});

test.each([[null], [{ emailPattern: 'aws+{name}@example.com', pipeline: null }]])(
  'without a pipeline, nothing is charged: %j',
  (vending) => {
    expect(vendingLines({ ...organization, vending })).toEqual([]);
  },
);
