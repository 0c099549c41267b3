const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** One of the fields of a cron expression. */
interface Field {
  readonly least: number;
  readonly most: number;
  /** Names of values, the first for 1. */
  readonly names?: readonly string[];
  /** What else may stand for the whole field. */
  readonly other?: RegExp;
}

const HOURS: Field = { least: 0, most: 23 };
const DAYS_OF_MONTH: Field = { least: 1, most: 31, other: /^(?:L|LW|(?:[1-9]|[12]\d|3[01])W)$/ };
const MONTHS_OF_YEAR: Field = { least: 1, most: 12, names: MONTHS };
const DAYS_OF_WEEK: Field = {
  least: 1,
  most: 7,
  names: DAYS,
  other: /^(?:L|[1-7]L|(?:[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#[1-5])$/,
};
const YEARS: Field = { least: 1970, most: 2199 };

/**
 * Whether AWS Backup starts backups by this cron expression: minute, hour, day of the month, month, day of the week, year. One
 * of the two days is `?`. The minute is one number, because AWS Backup refuses less than an hour between two starts.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function isBackupSchedule(schedule: string): boolean {
  const fields = /^cron\((?<fields>\S+(?: \S+){5})\)$/.exec(schedule)?.groups?.['fields']?.split(' ') ?? [];
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  const isDay =
    dayOfMonth === '?' ? isOf(DAYS_OF_WEEK, dayOfWeek) : dayOfWeek === '?' && isOf(DAYS_OF_MONTH, dayOfMonth);
  return /^[1-5]?\d$/.test(minute) && isOf(HOURS, hour) && isDay && isOf(MONTHS_OF_YEAR, month) && isOf(YEARS, year);
}

function isOf(field: Field, text: string): boolean {
  if (field.other?.test(text) === true) return true;
  return text.split(',').every((part) => {
    const { base = '', step } = /^(?<base>[^/]+)(?:\/(?<step>[1-9]\d*))?$/.exec(part)?.groups ?? {};
    if (step !== undefined && Number(step) > field.most) return false;
    if (base === '*') return true;
    const [from, to = from, ...more] = base.split('-').map((value) => numberOf(field, value));
    return more.length === 0 && from != null && to != null && from <= to;
  });
}

/** Null: the field has no such value. */
function numberOf({ least, most, names = [] }: Field, text: string): number | null {
  const value = names.includes(text) ? names.indexOf(text) + 1 : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}
