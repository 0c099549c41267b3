import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { orderSections, walk } from '../../../../lib/cli/plan/deployment';
import type { State } from '../../../../lib/cli/input/states/state';
import { renderText } from '../../../../lib/report/text/render-text';
import { anOrganization } from '../../analysis/deployment/an-organization';
import { aFolder, rampart } from '../an-io';

function linesOf(before: State['file'], after: State['file']): readonly string[] {
  const sections = orderSections(walk({ file: before, name: 'v1' }, after));
  return renderText({ sections }, { hasColors: false });
}

/** The organizations of these tests have little more than policies. */
const NOT_COMPARED: unknown = expect.stringMatching(
  /^Not compared, because one of the states does not have them: the home Region,/,
);

describe('the order of a deployment', () => {
  const unit = anOrganization({ shop: 'A' }, [['A-1', 'A', ['s3:PutObject']]]);
  const account = anOrganization({ shop: 'A' }, [['shop-1', 'shop', ['s3:PutObject']]]);

  test('is one line when nothing changes', () => {
    expect(linesOf(unit, unit)).toEqual([
      'Deployment from v1: no policy changes and no account moves',
      '',
      NOT_COMPARED,
    ]);
  });

  test('has its steps, and says that no moment is open', () => {
    expect(linesOf(account, unit)).toEqual([
      'Deployment from v1: 2 steps',
      '  1. Guardrails: attach A-1 to A',
      '  2. AccountGuardrails: detach shop-1 from shop and delete it',
      '  At each step, everything that is denied before and after is denied',
      '',
      NOT_COMPARED,
    ]);
  });

  test('shows where a moment is open, and what to deploy first', () => {
    expect(linesOf(unit, account)).toEqual([
      'Deployment from v1: 2 steps',
      '  1. Guardrails: detach A-1 from A and delete it',
      expect.stringMatching(/^ {6}open from here: shop: s3:PutObject on .*, which is denied before and after$/),
      '  2. AccountGuardrails: attach shop-1 to shop',
      '  Commit and deploy in two steps. First this change, except:',
      '  - keep `deny-s3:PutObject` on `A` as it is deployed: policies on the root and on units are written before accounts move and before policies on accounts',
      '  Then the rest.',
      '',
      NOT_COMPARED,
    ]);
  });

  test('says when accounts begin to be recorded and measured', () => {
    const recorder = { frequency: 'continuous' as const, records: 'all' as const, types: [] };
    const baseline = {
      ...{ auditAccount: 'audit', recorder },
      ...{ guardDutyFrom: null, unusedAccessDays: null, skippedAccounts: [] },
    };
    const compliance = { 'pci-dss': { periodicRules: 'home' as const, rules: {}, excludedAccounts: [] } };
    const organization = { ...unit.organization, baseline, compliance };
    expect(linesOf(unit, { ...unit, organization }).slice(1, 5)).toEqual([
      '  1. Delegations: delegate AWS Config and Access Analyzer to audit',
      '  2. Baseline: begin to record the member accounts',
      '  3. Regional: begin to record the management account',
      '  4. Regional: begin to measure accounts against pci-dss',
    ]);
  });

  test('begins with the edits that no deployment can make', () => {
    const at = (homeRegion: string): State['file'] => ({
      ...unit,
      organization: { ...unit.organization, homeRegion },
      placements: [],
    });
    expect(linesOf(at('eu-central-1'), at('eu-west-1')).slice(0, 4)).toEqual([
      '1 edit that cannot be deployed',
      '  ! the home Region changes from `eu-central-1` to `eu-west-1`',
      '      allowed: `eu-central-1`, as before: the stacks cannot move',
      '      fix: write `eu-central-1` again; the Regions of `regions.governed` may change',
    ]);
  });

  test('is shown only if it was asked for', () => {
    expect(orderSections(null)).toEqual([]);
  });

  test('fails for an unknown deployed state, and writes nothing', async () => {
    const output = join(aFolder(), 'out');
    const { exitCode, err } = await rampart(['plan', '--deployed', 'no-such-state', '--output', output]);
    expect(exitCode).toBe(2);
    expect(err).toContain(
      '`no-such-state` is not a folder with an organization, not a file, and not a known Git revision',
    );
    expect(existsSync(output)).toBe(false);
  });
});
