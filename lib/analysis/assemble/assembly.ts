import type { PolicyDocument } from '../../iam/statement';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { ManagementPolicy } from '../../iam/management-policies/management-policy';
import type { ManagementPolicyType } from '../../iam/management-policies/policy-type';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Compiled } from './compiled-guardrail';

interface Assembled {
  /** The policy's name at AWS, such as `rampart-Production-scp-1`. */
  readonly name: string;
  /** The target's id, such as `Workloads/Production`. */
  readonly target: string;
  /** The target's key, such as `Production`; logical ids are made from it. */
  readonly key: string;
  /** Counts from 1 over the documents of one type at one target. */
  readonly index: number;
  /** A JSON pointer into `content`, such as `/Statement/0` or `/Statement/0/Action/2` → the guardrails it comes from. */
  readonly guardrails: Readonly<Record<string, readonly string[]>>;
  /** Characters of the compact JSON, each placeholder counted at its greatest length. */
  readonly characters: number;
}

/** A policy made of statements, as it will be attached to one target. */
export interface AssembledDocument extends Assembled {
  readonly type: ControlPolicyType;
  /** With placeholders for unknown ids. */
  readonly content: PolicyDocument;
  /** The ids of its statements in `packing.lock.json`, in order. */
  readonly statements: readonly string[];
  readonly rewritten: Rewritten;
}

/** How a document was made to fit, without a change of its meaning. */
export interface Rewritten {
  /** Statements that were merged. */
  readonly merged: readonly (readonly string[])[];
  /** Statements that were omitted because another one covers them. */
  readonly covered: readonly { readonly statement: string; readonly by: string }[];
  /** How many statements lost their `Sid`. */
  readonly withoutSid: number;
}

/** The management policy of one guardrail, as it will be attached to one target. */
export interface AssembledManagementPolicy extends Assembled {
  readonly type: ManagementPolicyType;
  /** With placeholders for unknown ids. */
  readonly content: ManagementPolicy;
}

/** The policies that the stacks deploy. Both lists are ordered by target (root, units, accounts), type and index. */
export interface AssembledPolicies {
  /** Policies made of statements: they decide requests. */
  readonly documents: readonly AssembledDocument[];
  /** Policies without statements: AWS's services enforce them. */
  readonly managementPolicies: readonly AssembledManagementPolicy[];
}

/** What the guardrails of an organization become. */
export interface Assembly extends AssembledPolicies {
  /** Each placement with what its guardrail writes there, in the order of the file. */
  readonly compiled: readonly Compiled[];
  /** The policies as `guardrails.json`. */
  readonly file: GuardrailsFile;
}
