import {
  findDefeatedRestrictions,
  findIneffectiveExemptions,
  findUnprotectedExemptions,
} from '../../../../lib/analysis/assemble/check-exemptions';
import { configuredGuardrails } from '../../../../lib/analysis/assemble/compiled-guardrail';
import type { Placement, Platform } from '../../../../lib/model/organization';
import { anOrganization } from '../../../support/an-organization';
import { aCatalogue, aGuardrail, anExemption, aPlacement } from '../builders';

const PROTECTION = 'protect-platform-roles';

const CATALOGUE = aCatalogue(
  aGuardrail(PROTECTION),
  aGuardrail('deny-one'),
  aGuardrail('bind-everyone', { exempt: 'nobody' }),
  aGuardrail('deny-resources', { type: 'RESOURCE_CONTROL_POLICY' }),
);

function problemsOf(placements: readonly Placement[]) {
  const organization = anOrganization({ placements });
  return findUnprotectedExemptions(organization, configuredGuardrails(organization, CATALOGUE));
}

/** The codes and lines of the problems of guardrails that are placed on these targets. */
function problemsAt(...placed: readonly (readonly [guardrail: string, target: string])[]) {
  const placements = placed.map(([guardrail, target], index) => aPlacement(guardrail, target, { line: index + 1 }));
  return problemsOf(placements).map(({ code, at }) => [code, at.line]);
}

describe('a guardrail that exempts the platform', () => {
  test('fails at its line where nobody protects the platform', () => {
    expect(problemsAt(['deny-one', 'root'], ['deny-one', 'Security'])).toEqual([
      ['exempt-unprotected', 1],
      ['exempt-unprotected', 2],
    ]);
  });

  test('passes where the platform is protected at its target or above', () => {
    expect(problemsAt(['deny-one', 'root'], [PROTECTION, 'root'])).toEqual([]);
    expect(problemsAt(['deny-one', 'audit'], [PROTECTION, 'Security'])).toEqual([]);
    expect(problemsAt(['deny-one', 'Security'], [PROTECTION, 'Security'])).toEqual([]);
  });

  test('fails where the platform is protected only below or elsewhere', () => {
    expect(problemsAt([PROTECTION, 'Security'], ['deny-one', 'root'])).toEqual([['exempt-unprotected', 2]]);
    expect(problemsAt([PROTECTION, 'audit'], ['deny-one', 'Security'])).toEqual([['exempt-unprotected', 2]]);
    expect(problemsAt([PROTECTION, 'Security'], ['deny-one', 'Workloads'])).toEqual([['exempt-unprotected', 2]]);
  });

  test('needs the protection of all accounts if it is about resources, because callers of all accounts are exempt', () => {
    expect(problemsAt([PROTECTION, 'Security'], ['deny-resources', 'Security'])).toEqual([['exempt-unprotected', 2]]);
    expect(problemsAt([PROTECTION, 'root'], ['deny-resources', 'Security'])).toEqual([]);
  });

  test('says what is missing and where to place it', () => {
    expect(problemsOf([aPlacement('deny-one', 'audit')])).toMatchObject([
      {
        code: 'exempt-unprotected',
        allowed: '`protect-platform-roles` at `root` or `Security` or `audit`',
        fix: 'place `protect-platform-roles` on `root`',
      },
    ]);
  });
});

test('a guardrail that exempts nobody needs no protection', () => {
  expect(problemsAt(['bind-everyone', 'root'])).toEqual([]);
});

function aPlatform(principals: Partial<Platform['principals']>, exemptFrom: Partial<Platform['exemptFrom']>): Platform {
  const { platform } = anOrganization();
  return {
    ...platform,
    principals: { ...platform.principals, ...principals },
    exemptFrom: { ...platform.exemptFrom, ...exemptFrom },
  };
}

const GLASS = 'arn:*:iam::*:role/platform/break-glass';

describe('an exemption of a platform principal', () => {
  const platform = aPlatform({}, { breakGlass: ['deny-one', 'deny-two'] });
  const problemsWith = (guardrails: readonly string[]) =>
    findIneffectiveExemptions(anOrganization({ platform, exemptions: [anExemption(GLASS, guardrails)] })).map(
      ({ message, fix }) => [message, fix],
    );

  test('fails for the guardrails that the platform principal is exempt from already', () => {
    const already = `\`${GLASS}\` is already exempt`;
    const asPart = `as part of the platform (\`breakGlass\`: \`${GLASS}\`)`;
    expect(problemsWith(['deny-one', 'deny-two'])).toEqual([[`${already} ${asPart}`, 'remove the exemption']]);
    expect(problemsWith(['deny-three', 'deny-two'])).toEqual([
      [`${already} from \`deny-two\` ${asPart}`, 'remove `deny-two` from this exemption'],
    ]);
  });

  test('passes for the guardrails that bind it', () => {
    expect(problemsWith(['deny-three'])).toEqual([]);
  });
});

describe('a platform principal that is exempt from some guardrails', () => {
  const problemsWith = (...platform: Parameters<typeof aPlatform>) =>
    findDefeatedRestrictions(anOrganization({ platform: aPlatform(...platform) })).map(({ message }) => message);

  test('fails if a wider pattern of another kind is exempt from more', () => {
    const wide = 'arn:*:iam::*:role/platform/*';
    const message =
      `\`${GLASS}\` is exempt from more than \`exemptFrom.breakGlass\` says, ` +
      `because \`${wide}\` (\`deployment\`) covers it`;
    expect(problemsWith({ deployment: [wide] }, { breakGlass: ['deny-one'] })).toEqual([message]);
    expect(problemsWith({ deployment: [wide] }, { breakGlass: ['deny-one'], deployment: ['deny-two'] })).toEqual([
      message,
    ]);
  });

  test('passes if no wider pattern is exempt from more', () => {
    const wide = ['arn:*:iam::*:role/platform/*'];
    expect(problemsWith({}, { breakGlass: ['deny-one'] })).toEqual([]);
    expect(problemsWith({ deployment: wide }, { breakGlass: ['deny-one'], deployment: ['deny-one'] })).toEqual([]);
    expect(problemsWith({ deployment: wide }, {})).toEqual([]);
  });
});
