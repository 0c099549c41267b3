import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';

/** A rule of a pack that constructs violate. */
interface ReportedFinding {
  readonly rule: string;
  readonly description: string;
  /** Paths in the construct tree. */
  readonly constructs: readonly string[];
}

/** Findings by pack. */
type ReportedPacks = Readonly<Record<string, readonly ReportedFinding[]>>;

/** Makes the synth fail if AwsSolutions or NIST 800-53 R5 has a finding without an acknowledgement. */
export function gateNag(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
}

/** The findings of PCI DSS and HIPAA: for auditors to read; they fail nothing. */
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
