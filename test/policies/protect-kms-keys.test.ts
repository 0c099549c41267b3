import { find } from './judge';

const guardrail = find('protect-kms-keys');

test.each([7, 31, 14.5, '14'])('fails with a window of %p days', (minimumWindowDays) => {
  expect(guardrail.parameters.safeParse({ minimumWindowDays }).success).toBe(false);
});

test.each([8, 14, 30])('takes a window of %p days', (minimumWindowDays) => {
  expect(guardrail.parameters.safeParse({ minimumWindowDays }).success).toBe(true);
});
