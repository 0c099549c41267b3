import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A rule that is broken, and where. */
export interface NagFinding {
  readonly rule: string;
  readonly description: string;
  /** Paths in the construct tree. */
  readonly constructs: readonly string[];
}

export interface Acknowledgement extends NagFinding {
  readonly reason: string;
}

/** A pack of rules whose findings must all be fixed or acknowledged. */
export interface GatePack {
  readonly pack: string;
  readonly findings: readonly NagFinding[];
  readonly acknowledged: readonly Acknowledgement[];
}

/** A pack of rules whose findings are only reported. */
export interface ReportPack {
  readonly pack: string;
  readonly findings: readonly NagFinding[];
}

export interface NagReport {
  readonly gate: readonly GatePack[];
  readonly report: readonly ReportPack[];
}

const violation = z.object({
  ruleName: z.string(),
  description: z.string(),
  violatingConstructs: z.array(z.object({ constructPath: z.string().optional() })).default([]),
});

/** What the CDK writes after it has run the packs that must pass. */
const validationSchema = z.object({
  pluginReports: z.array(
    z.object({
      pluginName: z.string(),
      violations: z.array(violation),
      suppressedViolations: z.array(violation.extend({ reason: z.string().default('') })).default([]),
    }),
  ),
});

/** What our app writes: the findings by pack. */
const reportSchema = z.record(
  z.string(),
  z.array(z.object({ rule: z.string(), description: z.string(), constructs: z.array(z.string()) })),
);

/** The files in the output folder that `readNag` reads. A failed synth may have written none of them. */
export const NAG_FILES = ['validation-report.json', 'nag-report.json'] as const;

/** The results of all packs, as far as the synth got. */
export function readNag(folder: string): NagReport {
  const [validation, report] = NAG_FILES.map((name) => readJson(join(folder, name)));
  return {
    gate: validation === undefined ? [] : validationSchema.parse(validation).pluginReports.map(toGatePack),
    report: Object.entries(reportSchema.parse(report ?? {})).map(([pack, findings]) => ({ pack, findings })),
  };
}

type PluginReport = z.output<typeof validationSchema>['pluginReports'][number];

function toGatePack({ pluginName: pack, violations, suppressedViolations }: PluginReport): GatePack {
  return {
    pack,
    findings: violations.map(toFinding),
    acknowledged: suppressedViolations.map((suppressed) => ({ ...toFinding(suppressed), reason: suppressed.reason })),
  };
}

function toFinding({ ruleName: rule, description, violatingConstructs }: z.output<typeof violation>): NagFinding {
  return { rule, description, constructs: violatingConstructs.map(({ constructPath }) => constructPath ?? '') };
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
