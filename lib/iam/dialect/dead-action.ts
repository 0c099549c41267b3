import { allActions, explainUnknown, isLookedUp, isPattern } from './core/actions';
import { rule } from './core/rule';

export const deadAction = rule({
  id: 'dead-action',
  summary: 'Every action that is named exists',
  why: 'A name that AWS does not know denies nothing: what it was meant to deny stays possible. It also burns quota.',
  fix: 'look the action up in the Service Authorization Reference, or remove it',
  severity: 'error',
  find: ({ statements }, { reference }) =>
    statements
      .flatMap(allActions)
      .filter((entry) => isLookedUp(entry) && !isPattern(entry) && !reference.actionExists(entry.value))
      .map(({ pointer, value }) => {
        const { reason, ...suggestion } = explainUnknown(reference, value);
        return { pointer, message: `'${value}' is no action: ${reason}`, ...suggestion };
      }),
});
