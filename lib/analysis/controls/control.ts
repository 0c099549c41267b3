import type { AlarmId } from '../../model/alarms';
import type { StandardId } from '../../model/standards';
import type { StackSettingId } from './stack-settings';

/** The standards that consist of controls. The mirror of the guardrails does not. */
export type ControlStandard = Exclude<StandardId, 'rampart-mirror'>;

/** Something that covers a control. Config rules are not written here: the table of Config rules says what they measure. */
export type DeclaredMechanism =
  | {
      readonly kind: 'guardrail';
      readonly id: string;
      /** It only keeps this one on, and is worth nothing without it. */
      readonly protects?: StackSettingId;
      /** Whether it also governs what existed before it was attached. */
      readonly governsExisting?: boolean;
    }
  | { readonly kind: 'alarm'; readonly id: AlarmId }
  | { readonly kind: 'stack-setting'; readonly id: StackSettingId };

/** One requirement of a standard, and what covers it where it is in force. */
export interface Control {
  /** In the standard, such as `1.3`. */
  readonly number: string;
  /** Its number in version 3.0 of the same standard; null: it is new; undefined: the standard has no such version. */
  readonly earlier?: string | null;
  /** What must hold, in our words. */
  readonly title: string;
  /** Each of these meets the control by itself. */
  readonly metBy?: readonly DeclaredMechanism[];
  /** Each of these does a part of it, or tells afterwards. */
  readonly helpedBy?: readonly DeclaredMechanism[];
  /** What no mechanism does, why, and what people do instead. Absent exactly if something meets the control. */
  readonly remainder?: string;
}

/** A chapter of a standard. */
export interface Chapter {
  readonly title: string;
  readonly controls: readonly Control[];
}

/** All controls of a standard that concern AWS accounts. */
export interface ControlList {
  readonly standard: ControlStandard;
  readonly chapters: readonly Chapter[];
  /** What has no row. */
  readonly notes: readonly ControlNote[];
}

/** Something that the list leaves out. */
export interface ControlNote {
  readonly subject: string;
  /** Why, and what people do instead. */
  readonly why: string;
}

export function guardrail(id: string): DeclaredMechanism {
  return { kind: 'guardrail', id };
}

/** A guardrail that also governs what existed before it was attached. */
export function guardrailOfAll(id: string): DeclaredMechanism {
  return { kind: 'guardrail', id, governsExisting: true };
}

/** A guardrail that keeps something on, and is worth nothing without it. */
export function protection(id: string, protects: StackSettingId): DeclaredMechanism {
  return { kind: 'guardrail', id, protects };
}

export function alarm(id: AlarmId): DeclaredMechanism {
  return { kind: 'alarm', id };
}

export function stackSetting(id: StackSettingId): DeclaredMechanism {
  return { kind: 'stack-setting', id };
}
