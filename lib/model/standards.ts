/** A standard that a conformance pack measures accounts against. */
interface Standard {
  /** As people call it, with its version. */
  readonly title: string;
  /** Whether its pack is deployed unless the configuration says otherwise. */
  readonly isDefault: boolean;
  /** What its pack measures, for the schema and the pages. */
  readonly summary: string;
}

/** The standards, by id. */
export const STANDARDS = {
  'cis-aws-foundations': {
    title: 'CIS AWS Foundations Benchmark 5.0',
    isDefault: true,
    summary: 'the controls of the CIS AWS Foundations Benchmark 5.0, which contains 3.0',
  },
  'pci-dss': {
    title: 'PCI DSS 4.0.1',
    isDefault: false,
    summary: 'the requirements of PCI DSS 4.0.1 that concern AWS accounts',
  },
  'rampart-mirror': {
    title: 'Mirror of the guardrails',
    isDefault: true,
    summary: 'what the guardrails would have prevented, and what existed before them',
  },
} as const satisfies Readonly<Record<string, Standard>>;

export type StandardId = keyof typeof STANDARDS;

export const STANDARD_IDS = Object.keys(STANDARDS) as readonly StandardId[];
