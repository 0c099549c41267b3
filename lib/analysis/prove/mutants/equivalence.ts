import type { StatementGroup } from '../../../../policies/core/exemptions';
import type { ControlPolicyType } from '../../../iam/control-policy-type';
import { equivalent, type CompareOptions, type Equivalence } from '../../../iam/algebra/compare';
import type { ValueClassesCache } from '../../../iam/algebra/key-plan';
import { resourceControlPolicies, serviceControlPolicies } from '../../../iam/algebra/policy-types';
import { memoize } from '../../../iam/memoize';
import type { Statement } from '../../../iam/statement';
import { entriesOf, withEntries } from './condition-entries';
import type { Mutant } from './mutant';
import { isOutOfReach } from './out-of-reach';

/** A service as the caller is not a role, a user or a root user, whatever its ARN is. */
const NOBODY = { ArnNotLike: { 'aws:PrincipalArn': ['role/*', 'user/*', 'root'].map((who) => `arn:*:iam::*:${who}`) } };

const RCP = resourceControlPolicies();
const OPTIONS: Readonly<Record<ControlPolicyType, CompareOptions>> = {
  SERVICE_CONTROL_POLICY: serviceControlPolicies(),
  RESOURCE_CONTROL_POLICY: {
    ...RCP,
    callers: RCP.callers?.map((caller) =>
      caller.name === 'service' ? { ...caller, conditions: { ...NOBODY, ...caller.conditions } } : caller,
    ),
  },
};

function withoutCallersOf(account: string, type: ControlPolicyType): CompareOptions {
  const { callers = [], ...options } = OPTIONS[type];
  if (type === 'RESOURCE_CONTROL_POLICY') return OPTIONS[type];
  return {
    ...options,
    callers: callers.map((caller) => {
      const { ArnNotLike = {}, ...conditions } = caller.conditions;
      const others = [ArnNotLike['aws:PrincipalArn'] ?? []].flat().map(String);
      const outside = { 'aws:PrincipalArn': [...others, `arn:*:*:*:${account}:*`] };
      return { ...caller, conditions: { ...conditions, ArnNotLike: outside } };
    }),
  };
}

/** Whether a mutant decides every request like the guardrail; if not, the difference. */
export type JudgeEquivalence = (
  type: ControlPolicyType,
  groups: readonly StatementGroup[],
  mutant: Mutant,
) => Equivalence;

/**
 * Remembers its answers: many statements have the same exemptions.
 *
 * @param managementAccount its number: no service control policy binds its callers
 */
export function equivalenceJudge(managementAccount: string): JudgeEquivalence {
  const known = new Map<string, Equivalence>();
  const cache: ValueClassesCache = new Map();
  const exemptions = memoize(exemptionsOf);
  const ask = (type: ControlPolicyType, a: readonly Statement[], b: readonly Statement[]): Equivalence => {
    const key = JSON.stringify([type, a.map(withoutSid), b.map(withoutSid)]);
    let answer = known.get(key);
    if (answer === undefined) {
      // Most statements do not name the account; then all callers are alike, and fewer keys are compared.
      const options = key.includes(managementAccount) ? withoutCallersOf(managementAccount, type) : OPTIONS[type];
      answer = equivalent(a, b, { ...options, cache });
      known.set(key, answer);
    }
    return answer;
  };
  return (type, groups, mutant) => {
    const own = groups[mutant.group];
    if (isOutOfReach(own?.source, mutant.source)) return { answer: 'yes' };
    // What is equivalent alone is equivalent among others. So the small questions come first.
    for (const [a, b] of own === undefined ? [] : questions(own, groups, mutant, exemptions(own))) {
      const answer = ask(type, a, b);
      if (answer.answer === 'yes') return answer;
    }
    const before = groups.flatMap(({ deployed }) => deployed);
    const after = groups.flatMap((group) => (group === own ? mutant.deployed() : group.deployed));
    return ask(type, before, after);
  };
}

type Question = readonly [before: readonly Statement[], after: readonly Statement[]];

function questions(
  own: StatementGroup,
  groups: readonly StatementGroup[],
  { source, deployed }: Mutant,
  exemptions: Exemptions,
): readonly Question[] {
  if (source === null) return [];
  if (source === undefined) return [[exemptions.own, deployed().flatMap(exemptions.in)]];
  const others = groups.filter((group) => group !== own).map((group) => group.source);
  return [
    withoutShared(own.source, source),
    [[own.source], [source]],
    [
      [own.source, ...others],
      [source, ...others],
    ],
  ];
}

/** The exemptions of a group's statements, without their other conditions. */
interface Exemptions {
  readonly own: readonly Statement[];
  readonly in: (statement: Statement) => readonly Statement[];
}

/** A statement and its copies differ only in their exemptions: what is equivalent without the rest is equivalent with it. */
function exemptionsOf({ source, deployed }: StatementGroup): Exemptions {
  const shared = new Set(entriesOf(source).map((entry) => JSON.stringify(entry)));
  const inside = (statement: Statement): readonly Statement[] => {
    const entries = entriesOf(statement).filter((entry) => !shared.has(JSON.stringify(entry)));
    const bare = withEntries({ Effect: 'Deny', Action: '*', Resource: '*', Condition: {} }, entries);
    return bare === undefined ? [] : [bare];
  };
  return { own: deployed.flatMap(inside), in: inside };
}

/** Two statements without the actions and resources that they share: what is equivalent for all is equivalent for some. */
function withoutShared(before: Statement, after: Statement): Question {
  const differs = (element: keyof Statement): boolean =>
    JSON.stringify(before[element]) !== JSON.stringify(after[element]);
  const anyAction = !differs('Action') && !differs('NotAction');
  const anyResource = !differs('Resource') && !differs('NotResource');
  const bare = ({ Action, NotAction, Resource, NotResource, ...rest }: Statement): readonly Statement[] => [
    {
      ...rest,
      ...(anyAction ? { Action: '*' } : { ...(Action && { Action }), ...(NotAction && { NotAction }) }),
      ...(anyResource ? { Resource: '*' } : { ...(Resource && { Resource }), ...(NotResource && { NotResource }) }),
    },
  ];
  return [bare(before), bare(after)];
}

function withoutSid(statement: Statement): Statement {
  return { ...statement, Sid: '' };
}
