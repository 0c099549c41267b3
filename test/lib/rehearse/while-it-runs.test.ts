import { setTimeout as pause } from 'node:timers/promises';
import { RehearsalFailure } from '../../../lib/rehearse/failure';
import { whileItRuns } from '../../../lib/rehearse/while-it-runs';

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
const wrapped = new TypeError('fetch failed', { cause: refused });
const ended = new RehearsalFailure(1, 'the emulator ended (SIGKILL)');

function dies(afterMs: number): { readonly died: Promise<never> } {
  const died = pause(afterMs).then(() => Promise.reject(ended));
  died.catch(() => undefined);
  return { died };
}

const lives = { died: new Promise<never>(() => undefined) };

describe('work with a server', () => {
  test('ends with its result, or with its own failure', async () => {
    await expect(whileItRuns(lives, Promise.resolve(7))).resolves.toBe(7);
    await expect(whileItRuns(lives, Promise.reject(new Error('wrong')))).rejects.toThrow(/^wrong$/);
  });

  test('fails with the end of the emulator, whichever is seen first', async () => {
    await expect(whileItRuns(dies(0), new Promise(() => undefined))).rejects.toBe(ended);
    await expect(whileItRuns(dies(20), Promise.reject(refused))).rejects.toBe(ended);
  });

  test.each([
    ['the SDK', refused],
    ['fetch', wrapped],
  ])('fails when %s finds the server of somebody else gone', async (_, error) => {
    const work = whileItRuns(undefined, Promise.reject(error));
    await expect(work).rejects.toBeInstanceOf(RehearsalFailure);
    await expect(work).rejects.toThrow('the emulator does not answer any more: connect ECONNREFUSED 127.0.0.1:1');
  });
});
