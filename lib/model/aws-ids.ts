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

/** Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
export const ACCOUNT_ID: AwsId = {
  pattern: /^\d{12}$/,
  allowed: '12 digits, in quotes',
  fix: (given) => {
    const digits = given.replace(/[\s-]/g, '');
    if (/^\d{12}$/.test(digits)) return `write \`'${digits}'\``;
    // Spreadsheets take a number for a quantity.
    return /^\d{9,11}$/.test(digits)
      ? `if zeros were lost at the beginning, write \`'${digits.padStart(DIGITS, '0')}'\``
      : 'write the number that `aws organizations list-accounts` prints';
  },
};

const IDS = [ORGANIZATION_ID, ROOT_ID, UNIT_ID, ACCOUNT_ID];

/** The kind of id that a schema's pattern stands for, if it is one. */
export function findAwsId(pattern: string): AwsId | undefined {
  return IDS.find((id) => String(id.pattern) === pattern);
}
