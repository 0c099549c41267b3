import { entriesOf, withEntries } from '../condition-entries';
import type { MutantOperator } from '../mutant-operator';

const [OPERATOR, KEY] = ['ArnNotLike', 'aws:PrincipalArn'];

/** The callers of most probes: an ordinary role, a user, the root user. */
const SOMEBODY = ['arn:*:iam::*:role/developer', 'arn:*:iam::*:user/*', 'arn:*:iam::*:root'];

export const exemptSomebody: MutantOperator = {
  id: 'exempt-somebody',
  summary: 'Exempts an ordinary role, all users, the root user or a platform principal that the guardrail binds',
  mutate: (statement, { boundPlatform }) => {
    const entries = entriesOf(statement);
    const isPlace = ({ operator, key }: (typeof entries)[number]): boolean => operator === OPERATOR && key === KEY;
    const own = entries.find(isPlace)?.values ?? [];
    return [...SOMEBODY, ...boundPlatform].flatMap((principal) => {
      const now = { operator: OPERATOR, key: KEY, values: [...own, principal] };
      const changed = withEntries({ Condition: {}, ...statement }, [
        ...entries.filter((entry) => !isPlace(entry)),
        now,
      ]);
      return changed === undefined ? [] : [{ change: `exempts ${principal}`, statement: changed }];
    });
  },
};
