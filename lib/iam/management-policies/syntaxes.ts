import { AI_OPT_OUT_SYNTAX } from './ai-opt-out-syntax';
import { BACKUP_SYNTAX } from './backup-syntax';
import { EC2_SYNTAX } from './ec2-syntax';
import { S3_SYNTAX } from './s3-syntax';
import type { ManagementPolicyType } from './policy-type';
import type { Syntax } from './syntax';
import { TAG_SYNTAX } from './tag-syntax';

/** The documented syntax of each type. */
export const SYNTAXES: Readonly<Record<ManagementPolicyType, Syntax>> = {
  AISERVICES_OPT_OUT_POLICY: AI_OPT_OUT_SYNTAX,
  BACKUP_POLICY: BACKUP_SYNTAX,
  DECLARATIVE_POLICY_EC2: EC2_SYNTAX,
  S3_POLICY: S3_SYNTAX,
  TAG_POLICY: TAG_SYNTAX,
};
