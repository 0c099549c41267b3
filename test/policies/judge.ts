import type { ConditionValue, Statement } from '../../lib/iam/statement';
import { compileGuardrail } from '../../policies/core/exemptions';
import type { ExemptPrincipal } from '../../policies/core/exemptions';
import { catalogue } from '../../policies/catalogue';
import type { Guardrail } from '../../policies/core/guardrail';
import { isManagementGuardrail } from '../../policies/core/management-guardrail';
import type { Organization } from '../../lib/model/organization';
import { anOrganization } from '../support/an-organization';

/** A request as far as these tests need it. What `context` does not give is absent, as in a real request. */
export interface Call {
  readonly action: string;
  readonly principal?: string;
  readonly resource?: string;
  readonly at?: string;
  readonly context?: Readonly<Record<string, string | undefined>>;
}

export const DEVELOPER = 'arn:aws:iam::222222222222:role/developer';
export const DEPLOYMENT = 'arn:aws:iam::222222222222:role/platform/deployment';
export const INSTANCE = 'arn:aws:ec2:eu-central-1:222222222222:instance/i-0123456789abcdef0';

/** A guardrail of the catalogue, made of statements. */
export function find(id: string): Guardrail {
  const guardrail = catalogue.get(id);
  if (guardrail === undefined || isManagementGuardrail(guardrail))
    throw new Error(`no guardrail '${id}' of statements`);
  return guardrail;
}

export interface Setting {
  readonly parameters?: unknown;
  readonly organization?: Partial<Organization>;
  readonly exemptions?: readonly ExemptPrincipal[];
}

/** The statements of a guardrail as they are deployed. */
export function compiled(
  id: string,
  { parameters, organization, exemptions = [] }: Setting = {},
): readonly Statement[] {
  const guardrail = find(id);
  return compileGuardrail(guardrail, guardrail.parameters.parse(parameters), anOrganization(organization), exemptions);
}

/** A judge of one guardrail: whether it denies a call. */
export function judge(id: string, setting: Setting = {}): (call: Call) => boolean {
  const statements = compiled(id, setting);
  return (call) => denies(statements, call);
}

/**
 * Whether one of these denies matches the call: IAM in small, for what the guardrails use. Deliberately naive and apart
 * from `lib/iam`; an operator that it does not know is an error.
 */
export function denies(statements: readonly Statement[], call: Call): boolean {
  const context = new Map(
    Object.entries<string | undefined>({
      'aws:PrincipalArn': call.principal ?? DEVELOPER,
      'aws:CurrentTime': call.at ?? '2026-11-22T00:00:00Z',
      'aws:RequestedRegion': 'eu-central-1',
      ...call.context,
    }).map(([key, value]) => [key.toLowerCase(), value]),
  );
  return statements.some(
    ({ Action, NotAction, Resource, NotResource, Condition }) =>
      (Action === undefined ? !matchesAny(NotAction ?? [], call.action, 'i') : matchesAny(Action, call.action, 'i')) &&
      (Resource === undefined
        ? !matchesAny(NotResource ?? [], call.resource ?? '*')
        : matchesAny(Resource, call.resource ?? '*')) &&
      Object.entries(Condition ?? {}).every(([operator, keys]) =>
        Object.entries(keys).every(([key, value]) => holds(operator, context.get(key.toLowerCase()), value)),
      ),
  );
}

function holds(operator: string, given: string | undefined, value: ConditionValue): boolean {
  const values = [value].flat().map(String);
  const some = (test: (wanted: string, given: string) => boolean) =>
    given !== undefined && values.some((wanted) => test(wanted, given));
  switch (operator) {
    case 'StringEquals':
      return some((wanted, text) => wanted === text);
    case 'StringNotEquals':
      return !some((wanted, text) => wanted === text);
    case 'StringLike':
      return some((wanted, text) => like(wanted, text));
    case 'StringNotLike':
      return !some((wanted, text) => like(wanted, text));
    case 'ArnLike':
      return some(arnLike);
    case 'ArnNotLike':
      return !some(arnLike);
    case 'NumericLessThan':
      return some((wanted, text) => Number(text) < Number(wanted));
    case 'DateLessThan':
      return some((wanted, text) => Date.parse(text) < Date.parse(wanted));
    case 'DateGreaterThanEquals':
      return some((wanted, text) => Date.parse(text) >= Date.parse(wanted));
    case 'BoolIfExists':
      return given === undefined || some((wanted, text) => wanted === text);
    case 'Null':
      return values.some((wanted) => (wanted === 'true') === (given === undefined));
    default:
      throw new Error(`the judge does not know '${operator}'`);
  }
}

function matchesAny(patterns: string | readonly string[], text: string, flags = ''): boolean {
  return [patterns].flat().some((pattern) => like(pattern, text, flags));
}

function like(pattern: string, text: string, flags = ''): boolean {
  const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, (c) => (c === '*' ? '.*' : c === '?' ? '.' : `\\${c}`));
  return new RegExp(`^${source}$`, `s${flags}`).test(text);
}

/** Part by part: a star does not reach over one of the first five colons. */
function arnLike(pattern: string, arn: string): boolean {
  const wanted = parts(pattern);
  const given = parts(arn);
  return wanted.length === 6 && given.length === 6 && wanted.every((part, index) => like(part, given[index] ?? ''));
}

function parts(arn: string): readonly string[] {
  const [a, b, c, d, e, ...resource] = arn.split(':');
  return resource.length === 0 ? [] : [a, b, c, d, e, resource.join(':')].map((part) => part ?? '');
}
