import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../../../../lib/analysis/assemble/assemble';
import { NO_ANSWERS, type MutantAnswers } from '../../../../../lib/analysis/prove/mutants/answers';
import { judgeDeployed } from '../../../../../lib/analysis/prove/mutants/judge-deployed';
import { countMutants, type MutantReport } from '../../../../../lib/analysis/prove/mutants/report';
import { answersIn } from '../../../../../lib/cli/input/kept-answers';
import type { Statement } from '../../../../../lib/iam/statement';
import { deny } from '../../../../../policies/core/statements';
import { anOrganization } from '../../../../support/an-organization';
import { aCatalogue, aPlacement, valueOf } from '../../builders';
import { aTrailGuardrail } from '../a-proof';

/** Judges a guardrail that stops trails from being stopped or deleted, with something more in its statement. */
function judge(more: Partial<Statement> = {}, answers: MutantAnswers = NO_ANSWERS): readonly MutantReport[] {
  const statements = () => [
    deny({ Action: ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging'], Resource: '*', ...more }),
  ];
  const guardrail = aTrailGuardrail({ statements });
  const organization = anOrganization({ placements: [aPlacement(guardrail.id, 'root')] });
  return judgeDeployed(organization, valueOf(assemble(organization, aCatalogue(guardrail))), answers);
}

function survivors(more: Partial<Statement> = {}): number {
  return countMutants(judge(more)).survivors;
}

describe('a back door that no probe uses has a survivor', () => {
  test.each([
    ['a tag', { StringNotEquals: { 'aws:PrincipalTag/bypass': 'true' } }],
    ['a date', { DateLessThan: { 'aws:CurrentTime': '2040-01-01T00:00:00Z' } }],
    ['a user agent', { StringNotLike: { 'aws:UserAgent': '*let-me-in*' } }],
    ['an address', { NotIpAddress: { 'aws:SourceIp': '203.0.113.7/32' } }],
    ['an endpoint', { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }],
    ['a name', { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/*admin*' } }],
  ])('%s', (_, Condition) => {
    expect(survivors({ Condition })).toBeGreaterThan(0);
  });

  test('and the guardrail without it has none', () => {
    expect(survivors()).toBe(0);
  });
});

describe('answers in a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rampart-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Counts the questions without an answer. */
  function counting(version = 'v1'): { readonly answers: MutantAnswers; readonly judged: () => number } {
    const { find, keep } = answersIn(folder, version);
    let count = 0;
    return {
      judged: () => count,
      answers: {
        find: (question) => {
          const answer = find(question);
          if (answer === undefined) count += 1;
          return answer;
        },
        keep,
      },
    };
  }

  function judgedWith(more: Partial<Statement>, version?: string): number {
    const { answers, judged } = counting(version);
    judge(more, answers);
    return judged();
  }

  test('are used again, with the same counts', () => {
    const first = judge({}, counting().answers);
    const { answers, judged } = counting();
    expect(judge({}, answers)).toEqual(first);
    expect(judged()).toBe(0);
  });

  test('are for the same statements and the same version of Node only', () => {
    expect(judgedWith({})).toBe(1);
    expect(judgedWith({ Sid: 'Other' })).toBe(1);
    expect(judgedWith({}, 'v2')).toBe(1);
  });

  test('are not kept while a mutant survives', () => {
    const Condition = { StringNotEquals: { 'aws:PrincipalTag/bypass': 'true' } };
    expect([judgedWith({ Condition }), judgedWith({ Condition })]).toEqual([1, 1]);
  });

  test('do not exist if they are damaged, or the answer to another question', () => {
    judge({}, counting().answers);
    judge({ Sid: 'Other' }, counting().answers);
    const [one = '', other = ''] = readdirSync(folder).map((name) => join(folder, name));
    const text = readFileSync(one, 'utf8');
    for (const damaged of [
      '',
      text.slice(0, -5),
      text.replace(/"killed":\d/, '"killed":9'),
      readFileSync(other, 'utf8'),
    ]) {
      writeFileSync(one, damaged);
      expect(judgedWith({}) + judgedWith({ Sid: 'Other' })).toBe(1);
    }
  });
});
