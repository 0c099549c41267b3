import type { ExemptPrincipal, StatementGroup } from '../../../policies/core/exemptions';
import type { Probe, ProbePlace } from '../../../policies/core/probe';
import { denied } from '../../../policies/core/probe';
import { compile, type CompiledStatement } from '../../iam/evaluation/compile';
import { presenceOf } from '../../iam/evaluation/presence';
import type { CallerKind } from '../../iam/evaluation/principal';
import type { Statement } from '../../iam/statement';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { mapStrings } from '../../model/placeholder';
import { buildDirectory, type Directory } from '../evaluate/directory';
import { guardrailsTree } from '../evaluate/guardrails-tree';
import { serviceOf } from '../../iam/patterns/action-pattern';
import { futureProbes } from './future-probes';
import { everyoneExempt, exemptionProbes } from './exemption-probes';
import { ordinaryCaller, ownProbes } from './own-probes';
import { aloneWorld } from './probe-world';
import type { ProofScenario } from './scenario';
import { isDenied, trialMaker, type Trial } from './trial';

/** A guardrail alone in one scenario, with all its probes, ready to be tested with other statements as well. */
export interface PreparedScenario {
  readonly scenario: ProofScenario;
  /** The organization with only the scenario's statements attached. */
  readonly directory: Directory;
  /** The same as a file, which contains only the accounts that the statements and probes can tell apart. */
  readonly file: GuardrailsFile;
  readonly place: ProbePlace;
  /** The guardrail's own probes. */
  readonly written: readonly Probe[];
  /** The guardrail's own probes, adapted to its exemptions, and those derived from them for other principals. */
  readonly probes: readonly Probe[];
  readonly toTrial: (probe: Probe) => Trial;
  readonly compile: (statements: readonly Statement[]) => readonly CompiledStatement[];
}

export function prepareScenario(scenario: ProofScenario, file: GuardrailsFile): PreparedScenario {
  const { guardrail, parameters, exemptions, groups } = scenario;
  const world = scenarioWorld(scenario, file);
  const exempt = everyoneExempt(guardrail, exemptions, world.place);
  const directory = buildDirectory(guardrailsTree(world.file));
  const toTrial = trialMaker(directory, guardrail.type, scenario.organization);
  const prepare = statementCompiler(directory.resolve, groups);
  const written = guardrail.probes?.(parameters, world.place) ?? [];
  const denials = denialsOf(
    written,
    groups.map(({ source }) => prepare([source])),
    toTrial,
  );
  // An exemption applies to a whole statement: one for each set of statements is enough.
  const typical = firstOf(
    denials.filter(({ probe }) => ROLE_OR_USER.test(probe.request.principal)),
    (denial) => denial.groups.join(),
  );
  const perService = firstOf(denials, ({ probe, groups: all }) => `${serviceOf(probe.request.action)} ${all.join()}`);
  const future = futureProbes(
    written,
    perService.map(({ probe }) => probe),
  );
  const inside = guardrail.exempt === 'nobody' ? [] : typical.filter(({ probe }) => isInside(probe, world.place));
  const leftOut = groups.map(({ source }) => leftOutBy(source));
  const probes = [
    ...ownProbes(guardrail, [...written, ...future], exemptions, world.place),
    ...otherCallers(typical, groups, exempt),
    ...inside.flatMap(({ probe, groups: denying }) =>
      exemptionProbes(guardrail, [probe], exemptions, world.place, {
        byDenying: [...new Set(denying.flatMap((group) => leftOut[group] ?? []))],
        byOthers: [...new Set(leftOut.filter((_, group) => !denying.includes(group)).flat())],
      }),
    ),
  ];
  return { scenario, directory, file: world.file, place: world.place, written, probes, toTrial, compile: prepare };
}

/** Compiles the scenario's own statements once, and others each time. */
function statementCompiler(
  resolve: (text: string) => string,
  groups: readonly StatementGroup[],
): PreparedScenario['compile'] {
  const compileOne = (statement: Statement): readonly CompiledStatement[] =>
    compile({ Version: '2012-10-17', Statement: [mapStrings(statement, resolve)] });
  const own = new Map(groups.flatMap(({ deployed }) => deployed.map((each) => [each, compileOne(each)] as const)));
  return (statements) => statements.flatMap((statement) => own.get(statement) ?? compileOne(statement));
}

function scenarioWorld(
  { guardrail, organization, groups }: ProofScenario,
  file: GuardrailsFile,
): ReturnType<typeof aloneWorld> {
  const Statement = groups.flatMap(({ deployed }) => deployed);
  const guardrails = Object.fromEntries(Statement.map((_, index) => [`/Statement/${index}`, [guardrail.id]]));
  const content = { Version: '2012-10-17' as const, Statement };
  return aloneWorld(organization, file, [{ type: guardrail.type, content, guardrails }]);
}

/** A probe that denies something, and the indexes of the statements that deny it. */
interface Denial {
  readonly probe: Probe;
  readonly groups: readonly number[];
}

/** The probes that deny something to a role or user, with the statements that deny it without exemptions. */
function denialsOf(
  probes: readonly Probe[],
  groups: readonly (readonly CompiledStatement[])[],
  toTrial: (probe: Probe) => Trial,
): readonly Denial[] {
  return probes.flatMap((probe) => {
    if (probe.expect !== 'denied') return [];
    const trial = toTrial(probe);
    const denying = groups.flatMap((statements, index) => (isDenied(statements, trial) === true ? [index] : []));
    return denying.length === 0 ? [] : [{ probe, groups: denying }];
  });
}

/** The first one for each key. */
function firstOf(denials: readonly Denial[], keyOf: (denial: Denial) => string): readonly Denial[] {
  const found = new Map<string, Denial>();
  for (const denial of denials) if (!found.has(keyOf(denial))) found.set(keyOf(denial), denial);
  return [...found.values()];
}

/** The principals that a statement leaves out itself. */
function leftOutBy({ Condition }: Statement): readonly string[] {
  return [Condition?.['ArnNotLike']?.['aws:PrincipalArn'] ?? []].flat().map(String);
}

const ROLE_OR_USER = /^(arn:[^:]*:iam::\d{12}):(?:role|user)\//;

function isInside({ request }: Probe, { account }: ProbePlace): boolean {
  return request.principal.startsWith(`arn:aws:iam::${account}:`);
}

/** What is denied to one principal is denied to others of the account, unless the statement depends on the caller. */
function otherCallers(
  typical: readonly Denial[],
  groups: readonly StatementGroup[],
  exempt: readonly ExemptPrincipal[],
): readonly Probe[] {
  return typical
    .filter(({ groups: denying }) => !denying.some((index) => dependsOnCaller(groups[index]?.source)))
    .flatMap(({ probe: { name, request } }) => {
      const account = ROLE_OR_USER.exec(request.principal)?.[1] ?? '';
      const [role, user] = ['role/developer', 'user/somebody'].map((who) =>
        ordinaryCaller(`${account}:${who}`, exempt),
      );
      return [role, user, `${account}:root`].flatMap((principal) =>
        principal === undefined ? [] : [denied(`${name}, as ${principal}`, { ...request, principal })],
      );
    });
}

const ORDINARY: readonly CallerKind[] = ['role', 'user', 'root'];

/** Whether it uses keys that differ between callers, or that AWS does not send for all of them. */
function dependsOnCaller(statement: Statement | undefined): boolean {
  const keys = Object.values(statement?.Condition ?? {}).flatMap((block) => Object.keys(block));
  return (
    /aws:(principal(arn|tag|type)|user)/i.test(JSON.stringify(statement ?? {})) ||
    keys.some((key) => new Set(ORDINARY.map((kind) => presenceOf(key, kind))).size > 1)
  );
}
