import { overlaps } from '../../lib/iam/patterns/overlap';

/** The largest so far is 480xlarge. */
const NUMBERS = Array.from({ length: 998 }, (_, index) => index + 2);

const SIZES = [
  ...['nano', 'micro', 'small', 'medium', 'large', 'xlarge', 'metal'],
  ...NUMBERS.flatMap((number) => [`${number}xlarge`, `metal-${number}xl`]),
];

/** Whether a pattern of `ec2:InstanceType` can match a current or future instance type: `family.size`. */
export function canMatchInstanceType(pattern: string): boolean {
  const [family = '', ...rest] = pattern.split('.');
  const shape = /[*?]/.test(family) ? /^[a-z*?][a-z0-9*?-]*$/ : /^[a-z]+-?[0-9][a-z0-9-]*$/;
  return rest.length <= 1 && shape.test(family) && SIZES.some((size) => overlaps(pattern, `*.${size}`));
}
