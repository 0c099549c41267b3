/** A person or team whom AWS reaches besides the root user: an alternate contact of an account. */
export interface Contact {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
}

export type ContactKind = 'security' | 'operations' | 'billing';

/** What every account has in every governed Region: a configuration recorder, its delivery, and forwarded events. */
export interface Baseline {
  readonly recorder: Recorder;
  /** Null: no account gets a GuardDuty detector. */
  readonly guardDuty: GuardDuty | null;
  /** After how many days without use an access is reported; null: unused access is not analyzed. */
  readonly unusedAccessDays: number | null;
  /** The alternate contacts of every account; a kind that is missing is left as it is. */
  readonly contacts: Readonly<Partial<Record<ContactKind, Contact>>>;
  /** Whether default VPCs that nothing uses are deleted. */
  readonly removesDefaultVpcs: boolean;
  /** Whether default security groups that no network interface uses lose their rules. */
  readonly emptiesDefaultSecurityGroups: boolean;
}

/** What AWS Config records. */
export interface Recorder {
  readonly frequency: 'continuous' | 'daily';
  /** `all`, all but `types`, or only `types`. */
  readonly records: 'all' | 'except' | 'only';
  /** Resource types, such as `AWS::EC2::NetworkInterface`; empty if it records all. */
  readonly types: readonly string[];
}

export interface GuardDuty {
  /** The severity from which findings are forwarded, 1 to 10. */
  readonly forwardFrom: number;
}
