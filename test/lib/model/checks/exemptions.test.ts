import { describeFiles, landingZone, lines } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';

describe('the guardrails of an exemption', () => {
  test('fail when unknown, when they exempt nobody and when they are placed nowhere', () => {
    const files = landingZone(
      ['[deny-leaving]', '[deny-leavin, bind-everyone, limit-types, deny-leaving]'],
      ['  Workloads:\n    limit-types:\n      allowed: [t3]\n', '  Workloads:\n    bind-everyone:\n\n'],
    );
    expect(describeFiles(files)).toBe(
      lines(
        `${FILE}:22:18: unknown guardrail \`deny-leavin\``,
        '    allowed: `bind-everyone`, `deny-leaving`, `limit-types`',
        '    fix: did you mean `deny-leaving`?',
        `${FILE}:22:31: \`bind-everyone\` allows no exemptions`,
        '    fix: remove `bind-everyone` from this exemption, or place the guardrail on fewer targets',
        `${FILE}:22:46: the guardrail \`limit-types\` is not placed anywhere, so the exemption has no effect`,
        '    fix: remove `limit-types` from this exemption, or place the guardrail under `guardrails`',
      ),
    );
  });

  test('are placed somewhere also when their target or their parameters are a mistake', () => {
    const files = landingZone(['  root:\n    deny-leaving:', '  rooot:\n    deny-leaving: 5']);
    expect(describeFiles(files).match(/^organization.*$/gm)).toEqual([
      `${FILE}:15:3: unknown target \`rooot\``,
      `${FILE}:16:19: \`deny-leaving\` is a number: \`5\``,
    ]);
  });
});
