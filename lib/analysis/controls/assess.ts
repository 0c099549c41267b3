import type { Organization } from '../../model/organization';
import { rulesOf, type ConfigRules } from './config-rule-mechanisms';
import type { Control, ControlList, DeclaredMechanism } from './control';
import { CONFIG_RULE_EVIDENCE, evidenceOf, type Evidence } from './evidence-of';
import { forceOf } from './force-of';
import { gapsOf } from './gaps-of';
import type { Force, Reach } from './reach';
import { STACK_SETTINGS } from './stack-settings';

/**
 * `covered`: something that meets the control is in force everywhere; if that is a guardrail, Config rules also measure
 * what it does not bind and what existed before it. `partly`: something prevents or does a part of it, or not everywhere.
 * `measured`: something tells, and nothing prevents. `not-covered`: nothing is in force.
 */
export const CONTROL_STATUSES = ['covered', 'partly', 'measured', 'not-covered'] as const;

export type ControlStatus = (typeof CONTROL_STATUSES)[number];

/** `meets` the control by itself, does `part` of it, or `tells` afterwards. */
export type Contribution = 'meets' | 'part' | 'tells';

/** Something that covers a control. */
interface Mechanism extends Evidence {
  readonly kind: DeclaredMechanism['kind'] | 'config-rule';
  readonly id: string;
  readonly contribution: Contribution;
}

/** A mechanism that is in force. */
export interface MechanismInForce extends Mechanism {
  readonly reach: Reach;
}

/** A mechanism that is not in force. */
export interface MissingMechanism extends Mechanism {
  readonly why: string;
}

/** What covers a control in an organization. */
export interface AssessedControl {
  readonly control: Control;
  readonly status: ControlStatus;
  readonly inForce: readonly MechanismInForce[];
  readonly missing: readonly MissingMechanism[];
  /** Why the mechanisms that meet it do not cover the whole of it, as sentences without a period. */
  readonly gaps: readonly string[];
}

export interface AssessedChapter {
  readonly title: string;
  readonly controls: readonly AssessedControl[];
}

/** The controls of a standard as an organization covers them. Pure. */
export function controlsOf(
  { standard, chapters }: ControlList,
  organization: Organization,
  configRules: ConfigRules,
): readonly AssessedChapter[] {
  return chapters.map(({ title, controls }) => ({
    title,
    controls: controls.map((control) => {
      const measuring = rulesOf(standard, control.number, organization, configRules);
      return assess(control, [
        ...declaredIn(control, organization),
        ...measuring.map(({ identifier, force }): Candidate => ({ ...configRule(identifier), force })),
      ]);
    }),
  }));
}

/** A mechanism, in force or not. */
type Candidate = Mechanism & { readonly force: Force };

function declaredIn({ metBy = [], helpedBy = [] }: Control, organization: Organization): readonly Candidate[] {
  const candidate = (declared: DeclaredMechanism, contribution: Contribution): Candidate => ({
    kind: declared.kind,
    id: declared.id,
    contribution,
    ...evidenceOf(declared),
    force: forceOf(declared, organization),
  });
  return [
    ...metBy.map((declared) => candidate(declared, 'meets')),
    ...helpedBy.map((declared) => candidate(declared, onlyTells(declared) ? 'tells' : 'part')),
  ];
}

function onlyTells(declared: DeclaredMechanism): boolean {
  if (declared.kind === 'stack-setting') return STACK_SETTINGS[declared.id].nature === 'watches';
  return declared.kind === 'alarm';
}

function configRule(id: string): Mechanism {
  return { kind: 'config-rule', id, contribution: 'tells', ...CONFIG_RULE_EVIDENCE };
}

function assess(control: Control, candidates: readonly Candidate[]): AssessedControl {
  const inForce = candidates.flatMap(({ force, ...mechanism }) =>
    force.kind === 'on' ? [{ ...mechanism, reach: force.reach }] : [],
  );
  const missing = candidates.flatMap(({ force, ...mechanism }) =>
    force.kind === 'off' ? [{ ...mechanism, why: force.why }] : [],
  );
  const gaps = gapsOf(control, inForce);
  return { control, status: statusOf(inForce, gaps), inForce, missing, gaps };
}

function statusOf(inForce: readonly MechanismInForce[], gaps: readonly string[]): ControlStatus {
  if (inForce.some(({ contribution }) => contribution === 'meets') && gaps.length === 0) return 'covered';
  if (inForce.some(({ contribution }) => contribution !== 'tells')) return 'partly';
  return inForce.length > 0 ? 'measured' : 'not-covered';
}
