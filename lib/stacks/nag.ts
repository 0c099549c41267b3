import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';

/** A rule of a pack that is broken, and where. */
export interface ReportedFinding {
  readonly rule: string;
  readonly description: string;
  /** Paths in the construct tree. */
  readonly constructs: readonly string[];
}

/** Findings by pack. */
export type ReportedPacks = Readonly<Record<string, readonly ReportedFinding[]>>;

/** Makes the synth fail on each finding of AwsSolutions and NIST 800-53 R5 that nobody has acknowledged. */
export function gateNag(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
}

/** What PCI DSS and HIPAA have to say: for an auditor to read, never a reason to fail. */
export function reportNag(app: App): ReportedPacks {
  return Object.fromEntries(
    [new PCIDSS321Checks(app), new HIPAASecurityChecks(app)].map((pack) => [
      pack.name,
      pack.validateScope(app).violations.map(({ ruleName, description, violatingResources }) => ({
        rule: ruleName,
        description,
        constructs: violatingResources.map(({ constructPath }) => constructPath ?? ''),
      })),
    ]),
  );
}
