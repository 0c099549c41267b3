import { joinReports, runSteps } from '../../../rehearsal/evidence/run-steps';
import { findingsOf, type EvidenceStep } from '../../../rehearsal/evidence/step';

const GAP = { what: 'a', why: 'b' };

function aStep(title: string, run: () => Promise<ReturnType<typeof findingsOf>>): EvidenceStep<null> {
  return { title, run };
}

describe('steps', () => {
  const good = aStep('good', () => Promise.resolve(findingsOf([null, 'wrong', null], [GAP])));
  const refused = aStep('refused', () =>
    Promise.reject(Object.assign(new Error('no'), { name: 'Refused', $metadata: { httpStatusCode: 400 } })),
  );

  test("count facts, and a server's error is a fault of its step only", async () => {
    const told: string[] = [];
    const { steps, notRehearsed } = await runSteps([refused, good], null, (text) => told.push(text));
    expect(steps.map(({ title, shown, faults }) => [title, shown, faults])).toEqual([
      ['refused', 0, ['Refused: no']],
      ['good', 2, ['wrong']],
    ]);
    expect([told, notRehearsed]).toEqual([['refused', 'good'], [GAP]]);
  });

  test('fail with any other error: without a server there is no result', async () => {
    const broken = aStep('broken', () => Promise.reject(new Error('a broken connection')));
    await expect(runSteps([broken], null, () => undefined)).rejects.toThrow('a broken connection');
  });

  test('make one report, or none if nothing was rehearsed', async () => {
    const report = await runSteps([good], null, () => undefined);
    expect(joinReports([report, null, report])?.steps).toHaveLength(2);
    expect(joinReports([null, null])).toBeNull();
  });
});
