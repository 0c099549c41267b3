import type { PolicyDocument } from '../iam/statement';
import type { PolicyType } from '../../policies/form/guardrail';

/** A policy document as it will hang at one target. */
export interface AssembledDocument {
  /** The policy's name at AWS, made from the target's key, such as `rampart-Production-scp-1`. */
  readonly name: string;
  readonly type: PolicyType;
  /** The target's id, such as `Workloads/Production`. */
  readonly target: string;
  /** The target's key, such as `Production`: logical ids are made from it. */
  readonly key: string;
  /** Counts from 1 over the documents of one type at one target. */
  readonly index: number;
  /** With placeholders where ids are not known yet. */
  readonly content: PolicyDocument;
  /** A JSON pointer into `content`, such as `/Statement/0` → the guardrails that stand there. */
  readonly guardrails: Readonly<Record<string, readonly string[]>>;
  /** Characters of the compact JSON, each placeholder counted at its greatest length. */
  readonly characters: number;
}

/** Which document hangs where: what the stacks deploy and `guardrails.json` tells. */
export interface Assembly {
  /** By target (root, units in order, accounts in order), then type, then index. */
  readonly documents: readonly AssembledDocument[];
}
