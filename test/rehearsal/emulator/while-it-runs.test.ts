import { setTimeout as pause } from 'node:timers/promises';
import { whileItRuns } from '../../../rehearsal/emulator/while-it-runs';
import { RehearsalFailure } from '../../../rehearsal/failure';

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
  test('ends with its result or its own error', async () => {
    await expect(whileItRuns(lives, Promise.resolve(7))).resolves.toBe(7);
    await expect(whileItRuns(lives, Promise.reject(new Error('wrong')))).rejects.toThrow(/^wrong$/);
  });

  test('fails because the emulator ended, whichever error comes first', async () => {
    await expect(whileItRuns(dies(0), new Promise(() => undefined))).rejects.toBe(ended);
    await expect(whileItRuns(dies(20), Promise.reject(refused))).rejects.toBe(ended);
  });

  test.each([
    ['the SDK', refused],
    ['fetch', wrapped],
  ])('fails when %s finds that a server behind --endpoint is gone', async (_, error) => {
    const work = whileItRuns(undefined, Promise.reject(error));
    await expect(work).rejects.toBeInstanceOf(RehearsalFailure);
    await expect(work).rejects.toThrow('the emulator no longer answers: connect ECONNREFUSED 127.0.0.1:1');
  });
});
