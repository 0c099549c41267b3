import { chainOf } from '../../../../lib/iam/algebra/chain';
import { compare } from '../../../../lib/iam/algebra/compare';
import { spend, TooMuchWork, withinWork } from '../../../../lib/iam/algebra/work';
import type { Statement } from '../../../../lib/iam/statement';

describe('a limit of work', () => {
  test('stops a calculation that needs more', () => {
    expect(withinWork(10, () => (spend(10), 'done'))).toBe('done');
    expect(() => {
      withinWork(10, () => {
        spend(11);
      });
    }).toThrow(TooMuchWork);
  });

  test('counts the work of inner calculations, which may not take more than is left', () => {
    const inner = (amount: number) => () => {
      spend(amount);
    };
    expect(() => {
      withinWork(10, () => {
        withinWork(6, inner(6));
        withinWork(6, inner(5));
      });
    }).toThrow(TooMuchWork);
    expect(() => {
      withinWork(10, () => {
        expect(() => {
          withinWork(6, inner(7));
        }).toThrow(TooMuchWork);
        withinWork(6, inner(3));
      });
    }).not.toThrow();
  });

  test('does not outlive its calculation', () => {
    expect(() => {
      withinWork(1, () => {
        spend(2);
      });
    }).toThrow(TooMuchWork);
    expect(() => {
      spend(1_000_000);
    }).not.toThrow();
  });
});

/** Keys that are compared with each other, values with policy variables, and lists that overlap. */
const OVERLAPPING: readonly Statement[] = [
  {
    Effect: 'Deny',
    Action: 's3:*',
    Resource: ['arn:*', 'arn:aws:s3:::orders/${*}*', 'arn:aws:iam::*:user/${aws:username}'],
    Condition: {
      ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/platform/*', '*:root'] },
      StringEquals: { 'aws:ResourceAccount': ['333333333333'] },
    },
  },
  {
    Effect: 'Deny',
    Action: 's3:GetObject',
    Resource: ['arn:aws:s3:::*/x', 'arn:aws:s3:::${aws:PrincipalTag/team}/*'],
    Condition: {
      StringEqualsIfExists: { 'aws:PrincipalTag/team': ['red', 'blue'] },
      StringNotEqualsIfExists: { 'aws:SourceAccount': ['${aws:ResourceAccount}', '999999999999'] },
      StringNotLike: { 'aws:PrincipalArn': '*:root' },
    },
  },
  {
    Effect: 'Deny',
    Action: ['s3:*'],
    Resource: '*',
    Condition: {
      Null: { 'aws:PrincipalServiceName': true, 'aws:TokenIssueTime': true },
      ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/platform/*', '*:root'] },
      StringNotEquals: { 'aws:username': ['${aws:PrincipalTag/team}', 'alice', 'b*'] },
    },
  },
  {
    Effect: 'Deny',
    Action: ['s3:G*t*'],
    Resource: ['arn:aws:s3:::orders/20??.csv', 'arn:aws:*:eu-*:*:*', 'arn:*:*:*:*:*'],
    Condition: {
      StringEquals: {
        'aws:ResourceAccount': '222222222222',
        'aws:PrincipalAccount': ['${aws:ResourceAccount}', '${aws:SourceAccount}'],
      },
      ArnLike: { 'aws:PrincipalArn': '*:root' },
    },
  },
];

describe('a comparison', () => {
  const reasons = (
    before: readonly Statement[],
    after: readonly Statement[],
    workLimit?: number,
  ): readonly string[] => {
    const { undecided } = compare(chainOf(before), chainOf(after), { workLimit });
    return [...new Set(undecided.map(({ reason }) => reason))];
  };
  const dropped = OVERLAPPING.filter((_, index) => index !== 1);
  const TOO_LONG = 'its statements would take too long to compare';

  test('of statements that overlap in many ways finds what is open, in little work', () => {
    expect(reasons(OVERLAPPING, dropped, 20_000_000)).not.toContain(TOO_LONG);
  });

  test('is undecided if it needs more work than it may take', () => {
    expect(reasons(OVERLAPPING, dropped, 10_000)).toContain(TOO_LONG);
    expect(reasons(OVERLAPPING, OVERLAPPING, 0)).toEqual([]);
  });

  test('is undecided if its actions have too many classes', () => {
    const patterns = Array.from('abcdefghijkl', (letter) => `s3:*${letter}*`);
    const each = patterns.map((Action, index): Statement => ({
      Effect: 'Deny',
      Action,
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalTag/team': String(index) } },
    }));
    expect(reasons([], each)).toEqual(['there are too many action patterns to compare']);
  });
});
