/** What helps if AWS could not create an account, by its word for the reason. */
const BY_REASON: Readonly<Record<string, string>> = {
  ACCOUNT_LIMIT_EXCEEDED:
    'raise the quota of accounts (docs/deploy.md), and write it into `quotas.accounts`; a closed account counts for 90 more days',
  CONCURRENT_ACCOUNT_MODIFICATION: 'wait until the other request for the same account has ended',
  EMAIL_ALREADY_EXISTS:
    'an AWS account outside of the organization has the address: write another one into the file, or invite that account',
  GOVCLOUD_ACCOUNT_ALREADY_EXISTS: 'an account of GovCloud has the address: write another one into the file',
  INTERNAL_FAILURE: 'nothing is wrong with the file; if it happens again, ask AWS Support',
  INVALID_ADDRESS: 'correct the postal address of the management account',
  INVALID_EMAIL: 'correct `email` in the file',
  INVALID_PAYMENT_INSTRUMENT: 'give the management account a payment method that AWS accepts',
  MISSING_PAYMENT_INSTRUMENT: 'give the management account a payment method',
};

const ELSE = 'remove the cause that AWS names';

/** AWS must first know who owns the management account. */
const VALIDATION = 'finish the business validation of the management account, in the console or with AWS Support';

/**
 * @param reason such as `EMAIL_ALREADY_EXISTS`
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccountStatus.html
 */
export function fixOfCreation(reason: string): string {
  if (Object.hasOwn(BY_REASON, reason)) return BY_REASON[reason] ?? ELSE;
  return reason.endsWith('BUSINESS_VALIDATION') ? VALIDATION : ELSE;
}

/** What helps against a message of CloudFormation about an account, for which AWS knows no request. */
const BY_MESSAGE: readonly (readonly [pattern: RegExp, fix: string])[] = [
  [/finished initializing|FinalizingOrganization/i, 'a new organization takes up to an hour: wait'],
  [/exceeded|limit/i, BY_REASON['ACCOUNT_LIMIT_EXCEEDED'] ?? ''],
  [/not authorized|AccessDenied/i, 'extend the execution policies (docs/deploy.md)'],
  [
    /already exists/i,
    'look for the address in the organization again: AWS may list the account a little later; else write another one',
  ],
];

/** @param message of CloudFormation, about a resource that failed */
export function fixOfMessage(message: string): string {
  const [, fix] = BY_MESSAGE.find(([pattern]) => pattern.test(message)) ?? [];
  return fix ?? 'remove the cause that CloudFormation names';
}
