import { guardrailsFileSchema } from '../../../lib/model/guardrails-file';
import { aFolder, copyExample, EXAMPLE, rampart } from './an-io';

describe('guardrails', () => {
  test('writes guardrails.json and nothing else', async () => {
    const { exitCode, out, err } = await rampart(['guardrails', '--organization', EXAMPLE]);
    expect([exitCode, err]).toEqual([0, '']);
    const file = guardrailsFileSchema.parse(JSON.parse(out));
    expect(file.placements).toHaveLength(49);
    expect(file.documents.map(({ targets }) => targets[0])).toContain('log-archive');
  });

  test('writes the same text each time', async () => {
    const [first, second] = [
      await rampart(['guardrails', '--organization', EXAMPLE]),
      await rampart(['guardrails', '--organization', EXAMPLE]),
    ];
    expect(first.out).toBe(second.out);
  });

  test('leaves standard output empty when there are problems', async () => {
    const organization = copyExample(aFolder(), ['deny-root-user:', 'deny-rot-user:']);
    const { exitCode, out, err } = await rampart(['guardrails', '--organization', organization]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('did you mean `deny-root-user`?');
  });
});
