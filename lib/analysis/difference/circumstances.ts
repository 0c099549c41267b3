/** The predicates of a change as a part of a sentence. */
import type { Predicate } from '../../iam/algebra/predicates';
import { groupBy } from '../../model/group-by';
import { formatNumber, inARow } from '../../report/words';

/** ` on arn:*:ec2:*:*:volume/* in eu-north-1 before 2027-06-30T00:00:00Z when ec2:Encrypted is absent`; each part as needed. */
export function describeCircumstances(predicates: readonly Predicate[]): string {
  const parts = groupBy(predicates, partOf);
  const conditions = parts.get('condition') ?? [];
  return [
    ...describeResources(parts.get('resource') ?? []),
    ...(parts.get('region') ?? []).map(describeRegions),
    ...describeTimes(parts.get('time') ?? []),
    ...(conditions.length === 0 ? [] : [`when ${describeConditions(conditions)}`]),
  ]
    .map((part) => ` ${part}`)
    .join('');
}

/** Some keys read better as a phrase than as a condition. */
function partOf({ key, operator }: Predicate): 'resource' | 'region' | 'time' | 'condition' {
  const hasValues = operator !== 'absent' && operator !== 'present';
  const name = key.toLowerCase();
  if (name === 'resource' && hasValues) return 'resource';
  if (name === 'aws:requestedregion' && hasValues) return 'region';
  return name === 'aws:currenttime' && (operator === 'before' || operator === 'after') ? 'time' : 'condition';
}

export function isNegated({ operator }: Predicate): boolean {
  return operator === 'isNot' || operator === 'notMatches' || operator === 'outside' || operator === 'absent';
}

function describeResources(predicates: readonly Predicate[]): readonly string[] {
  const on = predicates.filter((each) => !isNegated(each)).map(({ values }) => `on ${listed(values, 'or')}`);
  const except = on.length === 0 ? 'on resources other than' : 'except';
  return [...on, ...predicates.filter(isNegated).map(({ values }) => `${except} ${listed(values, 'or')}`)];
}

function describeRegions(predicate: Predicate): string {
  return isNegated(predicate) ? `outside ${listed(predicate.values, 'and')}` : `in ${listed(predicate.values, 'or')}`;
}

function describeTimes(predicates: readonly Predicate[]): readonly string[] {
  const timesOf = (operator: Predicate['operator']): readonly string[] =>
    predicates.flatMap((each) => (each.operator === operator ? each.values : []));
  const [[from], [until]] = [timesOf('after'), timesOf('before')];
  if (from === undefined) return until === undefined ? [] : [`before ${until}`];
  return [until === undefined ? `from ${from} on` : `from ${from} until ${until}`];
}

/** `ec2:InstanceType matches t4g.* and is not t4g.small and ec2:Encrypted is absent` */
export function describeConditions(predicates: readonly Predicate[]): string {
  return predicates
    .map((predicate, index) => {
      const [subject, rest] = describeCondition(predicate);
      const previous = predicates[index - 1];
      return previous !== undefined && describeCondition(previous)[0] === subject ? rest : `${subject} ${rest}`;
    })
    .join(' and ');
}

function describeCondition({ key, operator, values }: Predicate): readonly [subject: string, rest: string] {
  const isSet = key.startsWith('For');
  const subject = subjectOf(key, operator);
  const all = listed(values, 'or');
  switch (operator) {
    case 'is':
      return [subject, `is ${all}`];
    case 'isNot':
      return [subject, `is ${isSet ? '' : 'not '}${all}`];
    case 'matches':
      return [subject, `matches ${all}`];
    case 'notMatches':
      return [subject, isSet ? `matches ${all}` : `does not match ${all}`];
    case 'absent':
      return [subject, 'is absent'];
    case 'present':
      return [subject, 'is present'];
    case 'before':
      return [subject, `is less than ${all}`];
    case 'after':
      return [subject, `is ${all} or more`];
    case 'inside':
      return [subject, `is in ${all}`];
    case 'outside':
      return [subject, `is not in ${all}`];
  }
}

function subjectOf(key: string, operator: Predicate['operator']): string {
  if (!key.startsWith('For')) return key;
  const colon = key.indexOf(':');
  const name = key.slice(colon + 1);
  const isNegative = operator === 'isNot' || operator === 'notMatches';
  if (key.slice(0, colon) === 'ForAnyValue') return `${isNegative ? 'not every' : 'some'} value of ${name}`;
  return `${isNegative ? 'no' : 'each'} value of ${name}`;
}

/** `a`, `a or b`, `a, b or c`; of more than `most` values, the last ones are counted. */
export function listed(values: readonly string[], word: string, most = 6): string {
  const shown = most - 1;
  return inARow(
    values.length > most ? [...values.slice(0, shown), `${formatNumber(values.length - shown)} more`] : values,
    word,
  );
}
