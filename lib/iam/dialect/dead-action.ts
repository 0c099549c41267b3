import { allActions, explainUnknown, isLookedUp, isPattern } from './core/actions';
import { rule } from './core/rule';

export const deadAction = rule({
  id: 'dead-action',
  summary: 'Every action exists',
  why: 'An action that AWS does not know denies nothing, so the intended action stays possible. It also uses up the quota.',
  fix: 'look the action up in the Service Authorization Reference, or remove it',
  severity: 'error',
  find: ({ statements }, { reference }) =>
    statements
      .flatMap(allActions)
      .filter((entry) => isLookedUp(entry) && !isPattern(entry) && !reference.actionExists(entry.value))
      .map(({ pointer, value }) => {
        const { reason, ...suggestion } = explainUnknown(reference, value);
        return { pointer, message: `\`${value}\` is not an action: ${reason}`, ...suggestion };
      }),
});
