/** The forms of the ids that AWS assigns, as it documents them. */
export interface AwsId {
  readonly pattern: RegExp;
  readonly allowed: string;
  /** What a text of another form was probably meant to be. */
  readonly fix: (given: string) => string;
}

function asPrinted(command: string, pattern: RegExp, allowed: string): AwsId {
  return {
    pattern,
    allowed,
    fix: (given) => {
      const trimmed = given.trim().toLowerCase();
      return pattern.test(trimmed)
        ? `write \`${trimmed}\``
        : `write the id that \`aws organizations ${command}\` prints`;
    },
  };
}

/** Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export const ORGANIZATION_ID = asPrinted(
  'describe-organization',
  /^o-[a-z0-9]{10,32}$/,
  "the organization's id, such as `o-exampleorg1`",
);

/** Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html */
export const ROOT_ID = asPrinted('list-roots', /^r-[a-z0-9]{4,32}$/, "the root's id, such as `r-ab12`");

/** Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html */
export const UNIT_ID = asPrinted(
  'list-organizational-units-for-parent',
  /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/,
  "a unit's id, such as `ou-ab12-cdefgh34`",
);

const DIGITS = 12;

/** The twelve digits of an account, as somebody may have written them. */
function fixDigits(given: string, otherwise: string): string {
  const digits = given.replace(/[\s-]/g, '');
  if (/^\d{12}$/.test(digits)) return `write \`'${digits}'\``;
  // Spreadsheets take a number for a quantity.
  return /^\d{9,11}$/.test(digits)
    ? `if zeros were lost at the beginning, write \`'${digits.padStart(DIGITS, '0')}'\``
    : otherwise;
}

/** Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
export const ACCOUNT_ID: AwsId = {
  pattern: /^\d{12}$/,
  allowed: '12 digits, in quotes',
  fix: (given) => fixDigits(given, 'write the number that `aws organizations list-accounts` prints'),
};

/** The number of an account outside of the organization: no command of AWS tells it. */
export const PARTNER_ACCOUNT_ID: AwsId = {
  pattern: /^[0-9]{12}$/,
  allowed: "the 12 digits of the partner's account, in quotes",
  fix: (given) => {
    const [, account = '', role] = /^arn:aws:iam::(\d{12}):(?:role\/(.+)|.*)$/.exec(given.trim()) ?? [];
    if (role !== undefined) return `write \`'${account}'\` here, and \`role: ${role}\``;
    return account === ''
      ? fixDigits(given, 'ask the partner for the number of the account from which it comes')
      : `write \`'${account}'\``;
  },
};

/** Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Group.html */
export const GROUP_ID: AwsId = {
  pattern: /^(?:[0-9a-f]{10}-)?[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$/,
  allowed: "a group's id in the identity store, such as `93a4b8c2-7001-70d6-b5f8-2b1c5d6e7f80`",
  fix: () => 'write the id that `npx rampart groups` prints, or nothing until it is known',
};

/** Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_User.html */
export const PERSON_ID: AwsId = {
  pattern: /^(?:[0-9a-f]{10}-)?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
  allowed: 'the id of a user in Identity Center, such as `906a1b2c3d-11111111-2222-3333-4444-555555555555`',
  fix: () => 'write the id that `aws identitystore list-users` prints, or that Identity Center shows with the user',
};

const IDS = [ORGANIZATION_ID, ROOT_ID, UNIT_ID, ACCOUNT_ID, PARTNER_ACCOUNT_ID, GROUP_ID, PERSON_ID];

/** The kind of id that a schema's pattern stands for, if it is one. */
export function findAwsId(pattern: string): AwsId | undefined {
  return IDS.find((id) => String(id.pattern) === pattern);
}
