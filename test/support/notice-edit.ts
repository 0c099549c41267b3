import {
  compilePlacement,
  isCompiledGuardrail,
  isCompiledManagementGuardrail,
} from '../../lib/analysis/assemble/compiled-guardrail';
import { equivalenceJudge } from '../../lib/analysis/prove/mutants/equivalence';
import { judgeManagementScenarios } from '../../lib/analysis/prove/mutants/judge-management-policies';
import { isOutOfReach } from '../../lib/analysis/prove/mutants/out-of-reach';
import { judgeScenario } from '../../lib/analysis/prove/mutants/judge-mutants';
import { prepareScenario } from '../../lib/analysis/prove/prepared-scenario';
import { provable } from '../../lib/analysis/prove/provable';
import { proveAlone } from '../../lib/analysis/prove/prove-alone';
import { proveManagementAlone } from '../../lib/analysis/prove/prove-management-policies';
import {
  managementScenariosOf,
  scenariosOf,
  type ManagementScenario,
  type ProofScenario,
} from '../../lib/analysis/prove/scenario';
import { equivalent } from '../../lib/iam/algebra/compare';
import { resourceControlPolicies, serviceControlPolicies } from '../../lib/iam/algebra/policy-types';
import type { applyExemptions, StatementGroup } from '../../policies/core/exemptions';
import { isManagementGuardrail, type AnyGuardrail } from '../../policies/core/management-guardrail';
import type { PermissionSetPolicy } from '../../policies/core/permission-set';
import { edited, type TextEdit } from './edits';
import { editedModules } from './edited-policies';
import { theExample } from './the-example';

/** Whether an edit changes a guardrail, and what notices it. */
export type Notice = 'unchanged' | 'parameters' | 'error' | 'proof' | 'mutants' | 'equivalent' | 'nothing';

const { organization, assembly } = theExample();
const isEquivalent = equivalenceJudge(organization.managementAccount.accountId);
const OPTIONS = {
  SERVICE_CONTROL_POLICY: serviceControlPolicies(),
  RESOURCE_CONTROL_POLICY: resourceControlPolicies(),
};

/** What notices an edit of the policies: the proofs and mutants of all guardrails that it changes. */
export function noticeOf(edit: TextEdit): Notice {
  try {
    const changes = changesOf(edit);
    if (changes === 'parameters') return 'parameters';
    if (changes.length === 0) return 'unchanged';
    if (changes.some(({ isDisproved }) => isDisproved())) return 'proof';
    if (changes.some(({ hasSurvivor }) => hasSurvivor())) return 'mutants';
    return changes.every((change) => change.isEquivalent()) ? 'equivalent' : 'nothing';
  } catch {
    // It does not load, or what it writes is no policy: every command says so.
    return 'error';
  }
}

/** A scenario in which a guardrail writes something else. */
interface Change {
  readonly isDisproved: () => boolean;
  readonly hasSurvivor: () => boolean;
  readonly isEquivalent: () => boolean;
}

/** `parameters`: the parameters mean something else, which changes the guardrail's page; `npm test` compares it. */
function changesOf(edit: TextEdit): readonly Change[] | 'parameters' {
  const { load } = editedModules(edit.file, edited(edit));
  type Policies = Readonly<Record<string, ReadonlyMap<string, AnyGuardrail>>>;
  const { catalogue = new Map() } = load('catalogue') as Policies;
  const { baselinePolicies = new Map() } = load('baseline/policies') as Policies;
  type OfPeople = Readonly<Record<string, ReadonlyMap<string, PermissionSetPolicy>>>;
  const { identityPolicies = new Map<string, PermissionSetPolicy>() } = load(
    'identity/policies',
  ) as unknown as OfPeople;
  const people = [...identityPolicies.values()].map(({ proved }) => [proved.id, proved] as const);
  const now = new Map<string, AnyGuardrail>([...catalogue, ...baselinePolicies, ...people]);
  const apply = load('core/exemptions')['applyExemptions'] as typeof applyExemptions;
  if ([...provable.values()].some((before) => hasOtherParameters(before, now.get(before.id)))) return 'parameters';
  return [...provable.values()].flatMap((before) => {
    const after = now.get(before.id);
    if (after === undefined) throw new Error(`${before.id} is gone`);
    return isManagementGuardrail(before)
      ? managementChanges(before.id, after)
      : statementChanges(before.id, after, apply);
  });
}

function hasOtherParameters(before: AnyGuardrail, after: AnyGuardrail | undefined): boolean {
  const parse = (guardrail: AnyGuardrail | undefined): string =>
    JSON.stringify(
      [{ parameters: {} }, ...(before.variants ?? [])].map(({ parameters = {} }) =>
        guardrail?.parameters.parse(parameters),
      ),
    );
  return parse(before) !== parse(after);
}

/** The edited guardrail, proved by the probes and variants of the original one. */
function statementChanges(id: string, after: AnyGuardrail, apply: typeof applyExemptions): readonly Change[] {
  const original = provable.get(id);
  if (original === undefined || isManagementGuardrail(original) || isManagementGuardrail(after)) return [];
  const guardrail = {
    ...after,
    ...(original.probes && { probes: original.probes.bind(original) }),
    variants: original.variants ?? [],
  };
  const before = scenarios(id);
  return scenariosOf(guardrail, organization, { compiled: compile(guardrail) }).flatMap((scenario, index) => {
    const { parameters, exemptions } = scenario;
    const facts = scenario.organization;
    const groups = apply(guardrail, guardrail.statements(parameters, facts), facts, exemptions);
    const [old, now] = [before[index]?.groups ?? [], groups].map((list) => list.flatMap(({ deployed }) => deployed));
    if (old === undefined || now === undefined || JSON.stringify(old) === JSON.stringify(now)) return [];
    const prepare = () => prepareScenario({ ...scenario, groups }, assembly.file);
    return [
      {
        isDisproved: () => proveAlone(prepare()).failures.length > 0,
        hasSurvivor: () => judgeScenario(prepare(), isEquivalent).survivors.length > 0,
        isEquivalent: () =>
          areOutOfReach(before[index]?.groups ?? [], groups) ||
          equivalent(old, now, OPTIONS[guardrail.type]).answer === 'yes',
      },
    ];
  });
}

/** Whether all that differs is more, or less, in `Resource` that the statements' actions do not touch. */
function areOutOfReach(before: readonly StatementGroup[], after: readonly StatementGroup[]): boolean {
  if (before.length !== after.length) return false;
  return after.every(({ source, deployed }, index) => {
    const old = before[index];
    if (JSON.stringify(old?.deployed) === JSON.stringify(deployed)) return true;
    return isOutOfReach(old?.source, source) || isOutOfReach(source, old?.source);
  });
}

function managementChanges(id: string, after: AnyGuardrail): readonly Change[] {
  const original = provable.get(id);
  if (original === undefined || !isManagementGuardrail(original) || !isManagementGuardrail(after)) return [];
  const guardrail = { ...after, effects: original.effects.bind(original), variants: original.variants ?? [] };
  const before = managementScenarios(id);
  return managementScenariosOf(guardrail, organization, { compiled: compile(guardrail) }).flatMap((scenario, index) =>
    JSON.stringify(before[index]?.content) === JSON.stringify(scenario.content)
      ? []
      : [
          {
            isDisproved: () => proveManagementAlone(scenario).failures.length > 0,
            hasSurvivor: () => judgeManagementScenarios(guardrail, [scenario]).survivors.length > 0,
            isEquivalent: () => false,
          },
        ],
  );
}

/** The guardrail where the example has it, with the parameters of the original one. */
function compile(guardrail: AnyGuardrail) {
  return organization.placements
    .filter((placement) => placement.guardrail === guardrail.id)
    .map((placement) => compilePlacement({ placement, guardrail }, organization));
}

const known = new Map<string, readonly ProofScenario[]>();

function scenarios(id: string): readonly ProofScenario[] {
  const guardrail = provable.get(id);
  if (guardrail === undefined || isManagementGuardrail(guardrail)) return [];
  const found =
    known.get(id) ?? scenariosOf(guardrail, organization, { compiled: assembly.compiled.filter(isCompiledGuardrail) });
  known.set(id, found);
  return found;
}

const knownSettings = new Map<string, readonly ManagementScenario[]>();

function managementScenarios(id: string): readonly ManagementScenario[] {
  const guardrail = provable.get(id);
  if (guardrail === undefined || !isManagementGuardrail(guardrail)) return [];
  const compiled = assembly.compiled.filter(isCompiledManagementGuardrail);
  const found = knownSettings.get(id) ?? managementScenariosOf(guardrail, organization, { compiled });
  knownSettings.set(id, found);
  return found;
}
