import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TemporaryCredentials } from '../../../../lib/aws/temporary-credentials';
import { keepSession } from '../../../../lib/cli/assume/cache';
import { toProcessCredentials } from '../../../../lib/cli/assume/credential-process';
import { takeTurn } from '../../../../lib/cli/assume/take-turn';
import { aFolder } from '../an-io';

const NOW = new Date('2026-12-01T00:00:00Z');

function sessionFor(minutes: number, accessKeyId = 'ASIAFIRST'): TemporaryCredentials {
  const expiration = new Date(NOW.getTime() + minutes * 60_000);
  return { accessKeyId, secretAccessKey: 'secret', sessionToken: 'token', expiration };
}

/** A folder for sessions, and how often one was asked for. */
function aCache(folder = join(aFolder(), '.aws/rampart')) {
  let asked = 0;
  let told = 0;
  const tell = (): void => {
    told++;
  };
  const keep = (session: TemporaryCredentials, { key = 'a', takesMs = 0, now = NOW } = {}) =>
    keepSession({ folder, key, now: () => now, tell }, async () => {
      asked++;
      await sleep(takesMs);
      return session;
    });
  const file = (): string => join(folder, readdirSync(folder).find((name) => name.endsWith('.json')) ?? '');
  return { folder, keep, file, asked: () => asked, told: () => told };
}

describe('a kept session', () => {
  test('serves until six minutes before its end', async () => {
    const { keep, asked } = aCache();
    await keep(sessionFor(60));
    expect(await keep(sessionFor(99), { now: new Date(NOW.getTime() + 53 * 60_000) })).toEqual(sessionFor(60));
    expect(asked()).toBe(1);
    expect(await keep(sessionFor(99), { now: new Date(NOW.getTime() + 54 * 60_000) })).toEqual(sessionFor(99));
    expect(asked()).toBe(2);
  });

  test('serves nobody who asks for something else', async () => {
    const { keep } = aCache();
    await keep(sessionFor(60));
    expect(await keep(sessionFor(60, 'ASIAOTHER'), { key: 'b' })).toMatchObject({ accessKeyId: 'ASIAOTHER' });
  });

  test('is got once for many who ask at once, and the others wait', async () => {
    const { keep, folder, asked, told } = aCache();
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, index) => keep(sessionFor(60, `ASIA${String(index)}`), { takesMs: 200 })),
    );
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId)).size).toBe(1);
    expect([asked(), told()]).toEqual([1, 7]);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('leaves nothing behind if there is none', async () => {
    const { folder } = aCache();
    const none = keepSession({ folder, key: 'a', now: () => NOW, tell: () => undefined }, () =>
      Promise.reject(new Error('no session')),
    );
    await expect(none).rejects.toThrow('no session');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    '',
    '{',
    '{"Version":1}',
    JSON.stringify({ Version: 1, AccessKeyId: 'AKIA', SecretAccessKey: 'long-lived' }),
  ])('replaces what is none: %j', async (content) => {
    const { keep, file } = aCache();
    await keep(sessionFor(60));
    writeFileSync(file(), content);
    expect(await keep(sessionFor(70))).toEqual(sessionFor(70));
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(toProcessCredentials(sessionFor(70)));
  });

  test('is in a file of mode 0600 in a folder of mode 0700', async () => {
    const { keep, folder, file } = aCache();
    await keep(sessionFor(60));
    expect([folder, file()].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  });

  test.each([0o640, 0o604, 0o622])('is refused if its file has mode %o', async (mode) => {
    const { keep, file } = aCache();
    await keep(sessionFor(60));
    chmodSync(file(), mode);
    await expect(keep(sessionFor(60))).rejects.toThrow(
      `is open to other users of this machine (mode 0${mode.toString(8)})`,
    );
  });

  test('is refused if it is a link', async () => {
    const { keep, folder, file } = aCache();
    await keep(sessionFor(60));
    const [kept, other] = [file(), join(folder, 'other')];
    renameSync(kept, other);
    symlinkSync(other, kept);
    await expect(keep(sessionFor(60))).rejects.toThrow('is a link');
  });

  test.each([0o755, 0o770])('is not kept in a folder of mode %o, and the fix is said', async (mode) => {
    const folder = join(aFolder(), 'rampart');
    mkdirSync(folder);
    chmodSync(folder, mode);
    const { keep, asked } = aCache(folder);
    await expect(keep(sessionFor(60))).rejects.toThrow(`chmod 700 '${folder}'`);
    expect(asked()).toBe(0);
  });

  test('is not kept in a folder that is a link or a file', async () => {
    const parent = aFolder();
    mkdirSync(join(parent, 'real'), { mode: 0o700 });
    symlinkSync(join(parent, 'real'), join(parent, 'link'));
    await expect(aCache(join(parent, 'link')).keep(sessionFor(60))).rejects.toThrow('is no folder');
  });
});

describe('a turn', () => {
  const act = () => Promise.resolve('done');

  test('of a process that has ended is taken by another one', async () => {
    const file = join(aFolder(), 'turn');
    writeFileSync(file, '');
    const before = new Date(Date.now() - 60_000);
    utimesSync(file, before, before);
    expect(await takeTurn(file, act, () => undefined)).toBe('done');
  });

  test('of a process that works for long is not', async () => {
    const file = join(aFolder(), 'turn');
    const times = { pauseMs: 5, staleMs: 90 };
    const order: string[] = [];
    const first = takeTurn(
      file,
      () => sleep(400).then(() => order.push('first')),
      () => undefined,
      times,
    );
    await sleep(20);
    await takeTurn(
      file,
      () => Promise.resolve(order.push('second')),
      () => undefined,
      times,
    );
    await first;
    expect(order).toEqual(['first', 'second']);
  });
});
