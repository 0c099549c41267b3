import { describeFiles, landingZone, lines, requireOrganization } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';

/** A landing zone with `platform.exemptFrom` in line 10. */
function withExemptFrom(...parts: readonly string[]) {
  return landingZone([
    'units:',
    ['platform:', '  exemptFrom:', ...parts.map((part) => `    ${part}`), 'units:'].join('\n'),
  ]);
}

describe('what platform principals are exempt from', () => {
  test('is what the configuration lists, and otherwise everything', () => {
    const { exemptFrom } = requireOrganization(withExemptFrom('breakGlass: [deny-leaving]')).platform;
    expect([exemptFrom.breakGlass, exemptFrom.deployment]).toEqual([['deny-leaving'], 'all']);
    expect(requireOrganization(withExemptFrom('deployment: []')).platform.exemptFrom.deployment).toEqual([]);
  });

  test('fails on a guardrail that is unknown, and on one that exempts nobody', () => {
    expect(describeFiles(withExemptFrom('deployment: [deny-leavin]', 'breakGlass: [limit-types, bind-everyone]'))).toBe(
      lines(
        `${FILE}:11:18: unknown guardrail \`deny-leavin\``,
        '    allowed: `bind-everyone`, `deny-leaving`, `limit-types`',
        '    fix: did you mean `deny-leaving`?',
        `${FILE}:12:31: \`bind-everyone\` exempts nobody, not even the platform`,
        '    allowed: `deny-leaving`, `limit-types`',
        '    fix: remove `bind-everyone` from `breakGlass`',
      ),
    );
  });

  test('fails on another kind, and on another value', () => {
    expect(describeFiles(withExemptFrom('stackSetsExecution: []'))).toBe(
      lines(`${FILE}:11:5: unknown field \`stackSetsExecution\``, '    allowed: `deployment`, `breakGlass`'),
    );
    expect(describeFiles(withExemptFrom('deployment: deny-leaving'))).toContain(
      lines(
        `${FILE}:11:17: \`deployment\` is text: \`deny-leaving\``,
        "    allowed: `all`, or a list of guardrails' ids",
      ),
    );
  });
});
