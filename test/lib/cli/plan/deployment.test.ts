import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeOrder } from '../../../../lib/cli/plan/describe-deployment';
import { walk } from '../../../../lib/cli/plan/deployment';
import type { State } from '../../../../lib/cli/input/states/state';
import { painter } from '../../../../lib/cli/paint';
import { anOrganization } from '../../analysis/deployment/an-organization';
import { aFolder, rampart } from '../an-io';

const paint = painter(false);

function told(before: State['file'], after: State['file']): readonly string[] {
  return describeOrder(walk({ file: before, name: 'v1' }, after), paint);
}

describe('the order of a deployment', () => {
  const unit = anOrganization({ shop: 'A' }, [['A-1', 'A', ['s3:PutObject']]]);
  const account = anOrganization({ shop: 'A' }, [['shop-1', 'shop', ['s3:PutObject']]]);

  test('is told in one line when nothing changes', () => {
    expect(told(unit, unit)).toEqual(['Deployment from v1: no policy changes and no account moves']);
  });

  test('is told step by step, and that no moment is open', () => {
    expect(told(account, unit)).toEqual([
      'Deployment from v1: 2 steps',
      '  1. Guardrails: attach A-1, on A',
      '  2. AccountGuardrails: detach and delete shop-1, on shop',
      'At each step, whatever is denied before and after is denied',
    ]);
  });

  test('tells where a moment is open, and what to deploy first', () => {
    expect(told(unit, account)).toEqual([
      'Deployment from v1: 2 steps',
      '  1. Guardrails: detach and delete A-1, on A',
      expect.stringMatching(/^ {5}open from here: shop: s3:PutObject on .*, which is denied before and after$/),
      '  2. AccountGuardrails: attach shop-1, on shop',
      'Commit and deploy first, with all else of this change, then the rest:',
      '  - keep `deny-s3:PutObject` on `A` as it is deployed: policies on the root and on units are written before accounts move and before policies on accounts',
    ]);
  });

  test('is not told to who did not ask', () => {
    expect(describeOrder(null, paint)).toEqual([]);
  });

  test('starts at no state that nobody knows, and then nothing is written', async () => {
    const output = join(aFolder(), 'out');
    const { exitCode, err } = await rampart(['plan', '--deployed', 'no-such-state', '--output', output]);
    expect(exitCode).toBe(2);
    expect(err).toContain('`no-such-state` is no folder with an organization, no file and no revision that Git knows');
    expect(existsSync(output)).toBe(false);
  });
});
