import { z } from 'zod';
import type { Problem } from '../../../model/problem';

const problemsSchema = z.object({
  problems: z.array(
    z.object({
      code: z.string(),
      file: z.string(),
      line: z.number(),
      column: z.number(),
      message: z.string(),
      allowed: z.string().nullish(),
      fix: z.string().nullish(),
    }),
  ),
});

/** The problems that `rampart guardrails --json` wrote instead of guardrails; null: it wrote something else. */
export function readProblems(text: string): readonly Problem[] | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const read = problemsSchema.safeParse(json);
  if (!read.success) return null;
  return read.data.problems.map(({ code, file, line, column, message, allowed, fix }) => ({
    code,
    at: { file, line, column },
    message,
    ...(allowed == null ? {} : { allowed }),
    ...(fix == null ? {} : { fix }),
  }));
}
