import { judgeStack } from '../../../../lib/cli/wait/judge-stack';

function judge(status: string, detailedStatus: string | undefined, isActive = false) {
  return judgeStack({ status, detailedStatus, reason: undefined }, isActive);
}

describe('a stack of a StackSet', () => {
  test('that is not there is late, with and without an operation', () => {
    expect([judgeStack(undefined, true), judgeStack(undefined, false)]).toEqual(['late', 'late']);
  });

  test('that is current is current, whatever runs', () => {
    expect([judge('CURRENT', 'SUCCEEDED'), judge('CURRENT', 'RUNNING', true)]).toEqual(['current', 'current']);
  });

  test.each(['FAILED', 'FAILED_IMPORT', 'CANCELLED', 'INOPERABLE', 'SKIPPED_SUSPENDED_ACCOUNT'])(
    'that ended as %s has failed, but is late while an operation may try again',
    (detailed) => {
      expect(judge('OUTDATED', detailed)).toBe('failed');
      expect(judge('OUTDATED', detailed, true)).toBe('late');
    },
  );

  test('that is inoperable has failed, even if AWS tells no more', () => {
    expect(judge('INOPERABLE', undefined)).toBe('failed');
  });

  test.each(['PENDING', 'RUNNING', 'SUCCEEDED', 'A_NEW_STATUS', undefined])(
    'that is outdated and %s is late',
    (detailed) => {
      expect(judge('OUTDATED', detailed)).toBe('late');
    },
  );
});
