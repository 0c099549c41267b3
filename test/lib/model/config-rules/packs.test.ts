import type { Pack } from '../../../../lib/model/config-rules/config-rule';
import { packsIn, packsOf, rulesOf, standardsWith } from '../../../../lib/model/config-rules/packs';
import { mirrorRules } from '../../../../lib/model/config-rules/mirror';
import { CONFIG_RULES, CONFIG_RULE_IDS, type ConfigRuleId } from '../../../../lib/model/config-rules/table';
import type { ChosenStandard } from '../../../../lib/model/organization';
import { DEFAULT_REGIONS } from '../../../../lib/model/regions';
import { STANDARD_IDS, type StandardId } from '../../../../lib/model/standards';
import { catalogue } from '../../../../policies/catalogue';
import { fc } from '../../../seeded-fast-check';

const HOME = 'eu-central-1';
const MIRROR = mirrorRules(catalogue.values());

/** Each choice of standards has hundreds of Config rules to compare. */
const RUNS = { numRuns: 25 };

function chosen(id: StandardId, options: Partial<ChosenStandard> = {}): ChosenStandard {
  return { id, periodicRules: 'home', parameters: {}, withoutRules: [], excludedAccounts: [], ...options };
}

function pack(packs: readonly Pack[], standard: StandardId, scope: Pack['scope']): readonly string[] {
  return (
    packs.find((one) => one.standard === standard && one.scope === scope)?.rules.map((rule) => rule.identifier) ?? []
  );
}

const standards = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...STANDARD_IDS),
    periodicRules: fc.constantFrom('home' as const, 'everywhere' as const),
    parameters: fc.constantFrom<ChosenStandard['parameters']>({}, { ACCESS_KEYS_ROTATED: { maxAccessKeyAge: '60' } }),
    withoutRules: fc.subarray([...CONFIG_RULE_IDS], { maxLength: 9 }),
    excludedAccounts: fc.subarray(['shop', 'sandbox']),
  }),
  { selector: ({ id }) => id },
);

/** In each of these Regions a rule runs in the accounts that no standard's pack leaves out. */
function regionsOf(scope: Pack['scope']): readonly string[] {
  return scope === 'region' ? ['home', 'another'] : [scope];
}

describe('the packs of a standard', () => {
  test.each(STANDARD_IDS)('%s hold its Config rules, each once, whatever else is chosen', (id) => {
    fc.assert(
      fc.property(standards, fc.subarray([...CONFIG_RULE_IDS], { maxLength: 9 }), (others, withoutRules) => {
        const own = chosen(id, { withoutRules });
        const packs = packsOf({ standards: [...others.filter((other) => other.id !== id), own] }, MIRROR);
        const packed = packs.filter(({ standard }) => standard === id).flatMap(({ rules }) => rules);
        const expected = rulesOf(id, MIRROR).filter((rule) => !withoutRules.includes(rule));
        const identifiers = packed.map(({ identifier }) => identifier);
        expect(new Set(identifiers).size).toBe(identifiers.length);
        if (id === 'rampart-mirror') expect(expected).toEqual(expect.arrayContaining(identifiers));
        else expect([...identifiers].sort()).toEqual([...expected].sort());
      }),
      RUNS,
    );
  });

  test('have the scope, the trigger and the parameters of the table', () => {
    fc.assert(
      fc.property(standards, (given) => {
        for (const { standard, scope, rules } of packsOf({ standards: given }, MIRROR)) {
          const options = given.find(({ id }) => id === standard);
          for (const { identifier, parameters } of rules) {
            const row = CONFIG_RULES[identifier as ConfigRuleId];
            const isMoved = row.scope === 'region' && row.trigger === 'periodic' && options?.periodicRules === 'home';
            expect([identifier, scope]).toEqual([identifier, isMoved ? 'home' : row.scope]);
            const changed = options?.parameters[identifier] ?? {};
            expect(parameters).toEqual({ ...row.parameters, ...changed });
          }
        }
      }),
      RUNS,
    );
  });

  test('are never empty, and name the accounts that they leave out', () => {
    fc.assert(
      fc.property(standards, (given) => {
        for (const { standard, rules, excludedAccounts } of packsOf({ standards: given }, MIRROR)) {
          expect(rules).not.toEqual([]);
          expect(excludedAccounts).toEqual(given.find(({ id }) => id === standard)?.excludedAccounts);
        }
      }),
      RUNS,
    );
  });

  test('put what is evaluated once a day into the home Region only, unless asked otherwise', () => {
    const cheap = packsOf({ standards: [chosen('cis-aws-foundations')] }, MIRROR);
    expect(pack(cheap, 'cis-aws-foundations', 'home')).toContain('VPC_FLOW_LOGS_ENABLED');
    expect(pack(cheap, 'cis-aws-foundations', 'region')).not.toContain('VPC_FLOW_LOGS_ENABLED');
    const thorough = packsOf({ standards: [chosen('cis-aws-foundations', { periodicRules: 'everywhere' })] }, MIRROR);
    expect(pack(thorough, 'cis-aws-foundations', 'region')).toContain('VPC_FLOW_LOGS_ENABLED');
    expect(pack(thorough, 'cis-aws-foundations', 'home')).toContain('ACCESS_KEYS_ROTATED');
  });

  test('take at most 130 Config rules, with everything on everywhere', () => {
    const all = STANDARD_IDS.map((id) => chosen(id, { periodicRules: 'everywhere' }));
    const sizes = packsOf({ standards: all }, MIRROR).map(({ rules }) => rules.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(130);
    expect(Math.max(...sizes)).toBeGreaterThan(100);
  });
});

describe('the mirror', () => {
  test('leaves out exactly what another standard measures as well as it would', () => {
    fc.assert(
      fc.property(standards, (given) => {
        const own = given.find(({ id }) => id === 'rampart-mirror');
        if (own === undefined) return;
        const packs = packsOf({ standards: given }, MIRROR);
        const others = packs.filter(({ standard }) => standard !== own.id);
        const alone = packsOf({ standards: [own] }, MIRROR);
        for (const { scope, rules } of alone)
          for (const rule of rules) {
            const measured = others.some(
              (other) =>
                other.rules.some((one) => JSON.stringify(one) === JSON.stringify(rule)) &&
                other.excludedAccounts.every((account) => own.excludedAccounts.includes(account)) &&
                regionsOf(scope).every((region) => regionsOf(other.scope).includes(region)),
            );
            expect([rule.identifier, pack(packs, own.id, scope).includes(rule.identifier)]).toEqual([
              rule.identifier,
              !measured,
            ]);
          }
      }),
      RUNS,
    );
  });

  test('measures an account that the other standard does not', () => {
    const strict = chosen('cis-aws-foundations', { excludedAccounts: ['sandbox'] });
    const packs = packsOf({ standards: [strict, chosen('rampart-mirror')] }, MIRROR);
    expect(pack(packs, 'rampart-mirror', 'region')).toContain('EC2_IMDSV2_CHECK');
  });

  test('measures with its own parameters, and in its own Regions', () => {
    const parameters = { ACCESS_KEYS_ROTATED: { maxAccessKeyAge: '30' } };
    const own = chosen('rampart-mirror', { parameters, periodicRules: 'everywhere' });
    const packs = packsOf({ standards: [chosen('cis-aws-foundations'), own] }, MIRROR);
    expect(pack(packs, 'rampart-mirror', 'home')).toContain('ACCESS_KEYS_ROTATED');
    expect(pack(packs, 'rampart-mirror', 'region')).toContain('EC2_EBS_ENCRYPTION_BY_DEFAULT');
    expect(pack(packs, 'rampart-mirror', 'region')).not.toContain('EC2_IMDSV2_CHECK');
  });
});

describe('the packs in a Region', () => {
  const packs = packsOf({ standards: STANDARD_IDS.map((id) => chosen(id)) }, MIRROR);
  const scopesIn = (region: string, home = HOME): readonly string[] => [
    ...new Set(packsIn(packs, region, home).map(({ scope }) => scope)),
  ];

  test('are those of every Region, with those of the home Region and of us-east-1 there', () => {
    expect(scopesIn('eu-west-1')).toEqual(['region']);
    expect(scopesIn(HOME)).toEqual(['home', 'region']);
    expect(scopesIn('us-east-1')).toEqual(['region', 'us-east-1']);
    expect(scopesIn('us-east-1', 'us-east-1')).toEqual(['home', 'region', 'us-east-1']);
  });

  test.each([...DEFAULT_REGIONS])('hold no Config rule that AWS does not offer in %s', (region) => {
    const missing = CONFIG_RULE_IDS.filter((id) => CONFIG_RULES[id].unavailableIn.includes(region));
    const deployed = packsIn(packs, region, region).flatMap(({ rules }) => rules.map(({ identifier }) => identifier));
    expect(deployed.filter((id) => missing.some((one) => one === id))).toEqual([]);
    const planned = packs.filter(({ scope }) => scope !== 'us-east-1' || region === 'us-east-1');
    expect(deployed.length).toBe(
      planned.flatMap(({ rules }) => rules).filter(({ identifier }) => !missing.some((one) => one === identifier))
        .length,
    );
  });

  test('lack the rule about EC2-Classic in Frankfurt, which has it in Ireland', () => {
    const named = (region: string) =>
      packsIn(packs, region, HOME).flatMap(({ rules }) => rules.map((one) => one.identifier));
    expect(named(HOME)).not.toContain('RDS_DB_SECURITY_GROUP_NOT_ALLOWED');
    expect(named('eu-west-1')).toContain('RDS_DB_SECURITY_GROUP_NOT_ALLOWED');
  });

  test('leave out a pack that would be empty', () => {
    const single: Pack = {
      standard: 'pci-dss',
      scope: 'region',
      rules: [{ identifier: 'RDS_DB_SECURITY_GROUP_NOT_ALLOWED', parameters: {} }],
      excludedAccounts: [],
    };
    expect(packsIn([single], HOME, HOME)).toEqual([]);
  });
});

test('a Config rule is found in the standards that have it', () => {
  expect(standardsWith('ACCESS_KEYS_ROTATED', MIRROR)).toEqual(STANDARD_IDS);
  expect(standardsWith('DAX_ENCRYPTION_ENABLED', MIRROR)).toEqual(['pci-dss']);
});
