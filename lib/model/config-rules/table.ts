import { BACKUP_RULES } from './backups';
import { COMPUTE_RULES } from './compute';
import type { ConfigRule } from './config-rule';
import { DATABASE_RULES } from './databases';
import { EDGE_RULES } from './edge';
import { IDENTITY_RULES } from './identity';
import { LOGGING_RULES } from './logging';
import { NETWORK_RULES } from './network';
import { STORAGE_RULES } from './storage';

/** The parts of the table. Each identifier is in one of them. */
export const PARTS = [
  IDENTITY_RULES,
  LOGGING_RULES,
  NETWORK_RULES,
  EDGE_RULES,
  STORAGE_RULES,
  DATABASE_RULES,
  COMPUTE_RULES,
  BACKUP_RULES,
] as const;

/**
 * The managed rules of AWS Config that Rampart's packs are made of, by AWS's identifier.
 *
 * - The controls of CIS are those of the CIS AWS Foundations Benchmark 5.0 itself, not the ids of Security Hub. Which rule
 *   measures which control is Security Hub's choice, where it has one.
 * - The requirements of PCI DSS are AWS's mapping for the sample pack of PCI DSS 4.0: see `pci-requirements.ts`. The rules
 *   are those of the pack, but for what `PCI_RULES_LEFT_OUT` names.
 * - Scope, trigger, parameters and Regions are those of AWS's page about each rule.
 *
 * Sources, read on 2026-11-30:
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html
 * https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-trigger-type.html
 * https://docs.aws.amazon.com/config/latest/developerguide/managing-rules-by-region-availability.html
 */
export const CONFIG_RULES = {
  ...IDENTITY_RULES,
  ...LOGGING_RULES,
  ...NETWORK_RULES,
  ...EDGE_RULES,
  ...STORAGE_RULES,
  ...DATABASE_RULES,
  ...COMPUTE_RULES,
  ...BACKUP_RULES,
} satisfies Readonly<Record<string, ConfigRule>>;

/** The rules of AWS's sample pack for PCI DSS 4.0 that the table does not have, and why. */
export const PCI_RULES_LEFT_OUT: Readonly<Record<string, string>> = {
  S3_BUCKET_POLICY_NOT_MORE_PERMISSIVE:
    'It compares each bucket policy with one that must be given. The pack gives the text `1024`, which is none, and no policy ' +
    'is right for every bucket.',
};

/** The identifier of a Config rule of the table. */
export type ConfigRuleId = keyof typeof CONFIG_RULES;

/** The identifiers, in the order of the table. */
export const CONFIG_RULE_IDS = Object.keys(CONFIG_RULES) as readonly ConfigRuleId[];

/** Whether the table has the rule. */
export function isConfigRuleId(identifier: string): identifier is ConfigRuleId {
  return Object.hasOwn(CONFIG_RULES, identifier);
}
