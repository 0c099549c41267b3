import type { MutantOperator } from './mutant-operator';
import { dropAction, invertActions, narrowAction, widenAction } from './operators/actions';
import {
  dropCondition,
  dropOperator,
  dropValue,
  exchangeSetOperator,
  negateOperator,
  neighboringOperator,
  toggleIfExists,
} from './operators/conditions';
import { exemptSomebody } from './operators/exempt-somebody';
import { everyAction, exceptService, namesOfToday, wholeService } from './operators/services';
import { anyResource, dropResource, narrowResource, widenResource } from './operators/resources';
import { flipBoolean, narrowValue, shiftDate, shiftNumber, widenValue } from './operators/values';

/** Mistakes in conditions: those of a statement, and those of the exemptions that are added to it. */
export const CONDITION_OPERATORS: readonly MutantOperator[] = [
  dropCondition,
  dropOperator,
  dropValue,
  toggleIfExists,
  negateOperator,
  neighboringOperator,
  exchangeSetOperator,
  widenValue,
  narrowValue,
  flipBoolean,
  shiftDate,
  shiftNumber,
];

/** Every operator except the one that removes a whole statement. */
export const MUTANT_OPERATORS: readonly MutantOperator[] = [
  dropAction,
  widenAction,
  narrowAction,
  invertActions,
  exceptService,
  everyAction,
  wholeService,
  namesOfToday,
  dropResource,
  anyResource,
  widenResource,
  narrowResource,
  ...CONDITION_OPERATORS,
  exemptSomebody,
];

/** The operator whose result is no statement. */
export const DROP_STATEMENT = { id: 'drop-statement', summary: 'Removes a whole statement' };
