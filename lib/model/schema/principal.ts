import type { z } from 'zod';
import { text } from './text';

/** Whoever matches a pattern is bound by nothing, so after `role/` there must be more than wildcards. */
const NAMED = String.raw`(?=[*?/]*[^*?/])[\w+=,.@/*?-]+`;

/** A pattern of `aws:PrincipalArn` that matches roles. */
export const rolePatternSchema: z.ZodString = text(
  "a role's ARN, such as `arn:*:iam::*:role/platform/deployment`, that names more than `*`",
  new RegExp(String.raw`^arn:(?:aws|\*):iam::(?:\*|\d{12}):role/${NAMED}$`),
);

/** A pattern of `aws:PrincipalArn` that matches roles or users. */
export const principalPatternSchema: z.ZodString = text(
  "a role's or user's ARN, such as `arn:*:iam::*:role/ci/publisher`, that names more than `*`",
  new RegExp(String.raw`^arn:(?:aws|\*):iam::(?:\*|\d{12}):(?:role|user)/${NAMED}$`),
);
