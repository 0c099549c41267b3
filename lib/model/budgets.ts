/** What an account may spend, and who is told when it spends more. */
export interface Budget {
  /** In USD per month. */
  readonly usd: number;
  /** In percent of `usd`: what was spent. */
  readonly actual: readonly number[];
  /** In percent of `usd`: what AWS expects to be spent by the end of the month. */
  readonly forecast: readonly number[];
  /** Of e-mail. Empty: nobody is told, and the budget only shows in the console. */
  readonly addresses: readonly string[];
}

/** What the whole organization may spend, and what AWS watches for unusual spending. */
export interface Budgets {
  /** Of all accounts together; null: none. Its alerts also go to the topic of the alarms. */
  readonly organization: Budget | null;
  /** Null: nobody is told of unusual spending. */
  readonly anomalies: Anomalies | null;
}

/** What Cost Anomaly Detection tells of, by the topic of the alarms. */
export interface Anomalies {
  /** A monitor that exists, or one of our own over some accounts, by their keys. */
  readonly monitor:
    | { readonly kind: 'existing'; readonly arn: string }
    | { readonly kind: 'accounts'; readonly accounts: readonly string[] };
  /** The impact from which it is told, in USD. */
  readonly fromUsd: number;
}
