import { mirrorRules } from '../config-rules/mirror';
import { rulesOf, standardsWith } from '../config-rules/packs';
import { CONFIG_RULES, isConfigRuleId, type ConfigRuleId } from '../config-rules/table';
import type { Configuration, ParameterSchemas } from '../configuration';
import type { PropertyPath } from '../organization';
import type { Position, Problem } from '../problem';
import { STANDARD_IDS, STANDARDS, type StandardId } from '../standards';
import { didYouMean, listValues } from '../suggest';
import { describePosition } from './describe-position';
import { findBadExclusions } from './excluded-accounts';

/** What a standard's options say, as far as they could be read. */
interface Options {
  readonly standard: StandardId;
  readonly withoutRules: readonly (string | null)[];
  /** By Config rule, the names of parameters. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** The Config rules of the standard. */
  readonly rules: readonly ConfigRuleId[];
  readonly mirror: ReadonlySet<ConfigRuleId>;
  readonly locate: (path: PropertyPath) => Position;
  readonly locateKey: (path: PropertyPath) => Position;
}

/** The section `compliance`: it has what it needs, and names Config rules, parameters and accounts that exist. */
export function findBadCompliance(configuration: Configuration, catalogue: ParameterSchemas): readonly Problem[] {
  const { yaml, draft } = configuration.landingZone;
  if (draft.compliance === undefined) return [];
  const withoutBaseline: readonly Problem[] =
    draft.baseline !== undefined
      ? []
      : [
          {
            code: 'compliance-without-baseline',
            at: yaml.locateKey(['compliance']),
            message:
              '`compliance` needs `baseline`: without a recorder, Config rules see nothing, and every pack fails',
            fix: 'add the section `baseline`',
          },
        ];
  const options = readOptions(configuration, catalogue);
  return [
    ...withoutBaseline,
    ...options.flatMap((each) => [
      ...findBadOmissions(each),
      ...findBadParameters(each),
      ...findEmptyStandard(each),
      ...findTooManyRules(each),
    ]),
    ...findBadExclusions(configuration),
  ];
}

function readOptions({ landingZone: { yaml, draft } }: Configuration, catalogue: ParameterSchemas): readonly Options[] {
  const mirror = mirrorRules(catalogue.values());
  return STANDARD_IDS.flatMap((standard) => {
    const given = draft.compliance?.[standard];
    if (given === null || given === false || (given === undefined && !STANDARDS[standard].isDefault)) return [];
    const at = (path: PropertyPath): PropertyPath => ['compliance', standard, ...path];
    return [
      {
        standard,
        withoutRules: given?.withoutRules ?? [],
        parameters: Object.fromEntries(
          Object.entries(given?.parameters ?? {}).map(([rule, values]) => [rule, Object.keys(values ?? {})]),
        ),
        rules: rulesOf(standard, mirror),
        mirror,
        locate: (path) => yaml.locate(at(path)),
        locateKey: (path) => yaml.locateKey(at(path)),
      },
    ];
  });
}

function findBadOmissions(options: Options): readonly Problem[] {
  const { withoutRules, locate } = options;
  return withoutRules.flatMap((rule, index) => {
    if (rule === null) return [];
    const first = withoutRules.indexOf(rule);
    if (first === index) return findUnknownRule(rule, options, locate(['withoutRules', index]));
    return [
      {
        code: 'duplicate-config-rule',
        at: locate(['withoutRules', index]),
        message: `\`${rule}\` is already left out (${describePosition(locate(['withoutRules', first]))})`,
        fix: 'remove one of the two',
      },
    ];
  });
}

function findBadParameters(options: Options): readonly Problem[] {
  const { parameters, rules, withoutRules, locateKey } = options;
  return Object.entries(parameters).flatMap(([rule, names]) => {
    const unknown = findUnknownRule(rule, options, locateKey(['parameters', rule]));
    const id = rules.find((candidate) => candidate === rule);
    if (unknown.length > 0 || id === undefined) return unknown;
    if (withoutRules.includes(rule)) return [withoutEffect(rule, options)];
    return names.flatMap((name) => findUnknownParameter(id, name, locateKey(['parameters', rule, name])));
  });
}

function withoutEffect(rule: string, { withoutRules, locate, locateKey }: Options): Problem {
  return {
    code: 'parameters-of-left-out-rule',
    at: locateKey(['parameters', rule]),
    message:
      `the parameters of \`${rule}\` have no effect: the Config rule is left out ` +
      `(${describePosition(locate(['withoutRules', withoutRules.indexOf(rule)]))})`,
    fix: 'remove it from `withoutRules`, or its parameters',
  };
}

function findUnknownParameter(rule: ConfigRuleId, name: string, at: Position): readonly Problem[] {
  const { parameters, optionalParameters } = CONFIG_RULES[rule];
  const known = [...Object.keys(parameters), ...optionalParameters];
  if (known.includes(name)) return [];
  return [
    {
      code: 'unknown-config-rule-parameter',
      at,
      message: `the Config rule \`${rule}\` has no parameter \`${name}\``,
      allowed: known.length === 0 ? 'no parameters' : listValues(known),
      ...didYouMean(name, known),
    },
  ];
}

function findUnknownRule(rule: string, { standard, rules, mirror }: Options, at: Position): readonly Problem[] {
  if (rules.some((known) => known === rule)) return [];
  const elsewhere = isConfigRuleId(rule) ? standardsWith(rule, mirror) : [];
  return [
    {
      code: 'unknown-config-rule',
      at,
      message: `\`${standard}\` has no Config rule \`${rule}\``,
      allowed: listValues(rules),
      ...(elsewhere.length > 0
        ? { fix: `write it below ${listValues(elsewhere)}, which has it` }
        : didYouMean(rule, rules)),
    },
  ];
}

function findEmptyStandard({ standard, rules, withoutRules, locate }: Options): readonly Problem[] {
  if (rules.length === 0 || rules.some((rule) => !withoutRules.includes(rule))) return [];
  return [
    {
      code: 'empty-standard',
      at: locate(['withoutRules']),
      message: `every Config rule of \`${standard}\` is left out`,
      allowed: 'at least one Config rule that is not left out',
      fix: `write \`${standard}: false\``,
    },
  ];
}

/** https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html */
const RULES_IN_A_PACK = 130;

/** Wherever the periodic rules are: with the home Region's, or with those of every Region. */
export function findTooManyRules(
  { standard, rules, withoutRules, locateKey }: Pick<Options, 'standard' | 'rules' | 'withoutRules' | 'locateKey'>,
  most = RULES_IN_A_PACK,
): readonly Problem[] {
  const left = rules.filter((rule) => !withoutRules.includes(rule)).map((rule) => CONFIG_RULES[rule]);
  const count = Math.max(
    left.filter(({ scope }) => scope === 'region').length,
    left.filter(({ scope, trigger }) => scope === 'home' || (scope === 'region' && trigger === 'periodic')).length,
  );
  if (count <= most) return [];
  return [
    {
      code: 'too-many-config-rules',
      at: locateKey([]),
      message: `a pack of \`${standard}\` has ${count} Config rules`,
      allowed: `${most} Config rules, the most that AWS takes in a conformance pack`,
      fix: 'leave some out with `withoutRules`',
    },
  ];
}
