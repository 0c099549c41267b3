import type { MutantOperator } from './mutant-operator';
import { dropAction, invertActions, narrowAction, widenAction } from './operators/actions';
import {
  dropCondition,
  dropOperator,
  dropValue,
  exchangeSetOperator,
  negateOperator,
  neighbouringOperator,
  toggleIfExists,
} from './operators/conditions';
import { exemptSomebody } from './operators/exempt-somebody';
import { anyResource, dropResource, narrowResource, widenResource } from './operators/resources';
import { alterSetting, dropSetting } from './operators/management-policies';
import { flipBoolean, narrowValue, shiftDate, shiftNumber, widenValue } from './operators/values';

/** What can go wrong with conditions: of a statement, and of the exemptions that are added to it. */
export const CONDITION_OPERATORS: readonly MutantOperator[] = [
  dropCondition,
  dropOperator,
  dropValue,
  toggleIfExists,
  negateOperator,
  neighbouringOperator,
  exchangeSetOperator,
  widenValue,
  narrowValue,
  flipBoolean,
  shiftDate,
  shiftNumber,
];

/** Every operator, but for the one that leaves out a whole statement. */
export const MUTANT_OPERATORS: readonly MutantOperator[] = [
  dropAction,
  widenAction,
  narrowAction,
  invertActions,
  dropResource,
  anyResource,
  widenResource,
  narrowResource,
  ...CONDITION_OPERATORS,
  exemptSomebody,
];

/** The operator that has no statement to show for it. */
export const DROP_STATEMENT = { id: 'drop-statement', summary: 'Leaves a whole statement out' };

/** The operators by id and sentence, as docs/mutants.md lists them. */
export const OPERATOR_SUMMARIES: readonly { readonly id: string; readonly summary: string }[] = [
  DROP_STATEMENT,
  ...MUTANT_OPERATORS,
  dropSetting,
  alterSetting,
];
