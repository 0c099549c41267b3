import { assemble } from '../../../../lib/analysis/assemble/assemble';
import { findRedundantPlacements } from '../../../../lib/analysis/assemble/redundant-placements';
import type { Placement } from '../../../../lib/model/organization';
import { aUnit } from '../../../support/a-landing-zone';
import { anOrganization } from '../../../support/an-organization';
import { aCatalogue, aGuardrail, aPlacement, valueOf } from '../builders';

/** Denies the action that its parameters name. */
const CATALOGUE = aCatalogue(
  aGuardrail('deny-one', {
    statements: (parameters) => [
      { Effect: 'Deny', Action: (parameters as { readonly action?: string }).action ?? 'a:A', Resource: '*' },
    ],
  }),
  aGuardrail('deny-two'),
);

function redundantAmong(...placements: readonly Placement[]): readonly (readonly string[])[] {
  const units = [aUnit('Workloads'), aUnit('Workloads/Production'), aUnit('Sandbox')];
  const organization = anOrganization({ units, accounts: [], placements });
  return [...findRedundantPlacements(valueOf(assemble(organization, CATALOGUE)))].map(([{ target }, above]) => [
    target,
    above.target,
  ]);
}

describe('a placement', () => {
  test('is redundant if the same guardrail is placed above with equal parameters', () => {
    expect(redundantAmong(aPlacement('deny-one', 'Workloads/Production'), aPlacement('deny-one', 'root'))).toEqual([
      ['Workloads/Production', 'root'],
    ]);
  });

  test('is redundant if other parameters give the same statements', () => {
    const parameters = { action: 'a:A' };
    expect(redundantAmong(aPlacement('deny-one', 'root'), aPlacement('deny-one', 'Sandbox', { parameters }))).toEqual([
      ['Sandbox', 'root'],
    ]);
  });

  test.each([
    ['other parameters', aPlacement('deny-one', 'Workloads/Production', { parameters: { action: 'b:B' } })],
    ['another guardrail', aPlacement('deny-two', 'Workloads/Production')],
    ['another unit', aPlacement('deny-one', 'Sandbox')],
    ['a target above', aPlacement('deny-one', 'root')],
  ])('is not redundant with %s', (_name, placement) => {
    const pair = [aPlacement('deny-one', 'Workloads'), placement];
    expect(redundantAmong(...pair).filter(([target]) => target === placement.target)).toEqual([]);
  });
});
