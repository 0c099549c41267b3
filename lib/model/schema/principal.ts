import type { z } from 'zod';
import { text } from './text';

/** Guardrails do not bind principals that match a pattern, so there must be more than wildcards after `role/`. */
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
