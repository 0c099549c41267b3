import { API_CALL, orAbsent, recorded } from '../../../../constructs/audit/patterns/event-pattern';
import { matchesEvent } from '../../../support/event-pattern-matcher';

test('an event that CloudTrail records comes from AWS, as one of its types', () => {
  const pattern = recorded([API_CALL], { eventName: ['StopLogging'] });
  const event = { source: 'aws.cloudtrail', 'detail-type': API_CALL, detail: { eventName: 'StopLogging' } };
  expect(matchesEvent(pattern, event)).toBe(true);
  expect(matchesEvent(pattern, { ...event, source: 'example.cloudtrail' })).toBe(false);
  expect(matchesEvent(pattern, { ...event, 'detail-type': 'Other' })).toBe(false);
});

test('a field that must be one of some, or absent, is not skipped when it has another value', () => {
  const pattern = { name: orAbsent('a', { prefix: 'b-' }) };
  expect([{}, { name: 'a' }, { name: 'b-1' }, { name: 'c' }].map((event) => matchesEvent(pattern, event))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('a pattern that EventBridge would refuse for its length is refused with a remedy', () => {
  const names = Array.from({ length: 100 }, (_, index) => `AnOperationWithALongName${index}`);
  expect(() => recorded([API_CALL], { eventName: names })).toThrow(
    /^a pattern of EventBridge has at most 2048 characters, got \d+: make two rules of it$/,
  );
});
