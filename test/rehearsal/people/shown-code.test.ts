import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { oneTimeCode } from '../../../rehearsal/calls/one-time-code';
import { whileCodeIsShown } from '../../../rehearsal/people/shown-code';
import { aFolder } from '../../lib/cli/an-io';

const device = { SerialNumber: 'arn:aws:iam::111111111111:mfa/a', seed: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' };

describe('whileCodeIsShown', () => {
  test('keeps the code of now in the file, and returns what was done', async () => {
    const file = join(aFolder(), 'code');
    const codes = (): readonly string[] =>
      [-1_000, 0].map((offset) => oneTimeCode(device.seed, new Date(Date.now() + offset)));
    const result = await whileCodeIsShown(device, file, async () => {
      const first = readFileSync(file, 'utf8').trim();
      expect(codes()).toContain(first);
      await setTimeout(1_200);
      expect(codes()).toContain(readFileSync(file, 'utf8').trim());
      return 'done';
    });
    expect(result).toBe('done');
    expect(existsSync(`${file}.next`)).toBe(false);
  });
});
