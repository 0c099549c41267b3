import { isLookedUp } from './core/actions';
import { createsWhatIsTagged } from './core/creation';
import { rule } from './core/rule';

export const createUnderResourceTag = rule({
  id: 'create-under-resource-tag',
  summary: 'What is only being created is not asked for its tags',
  why: 'A resource has no tag before it exists: `aws:ResourceTag` is absent, and the action is a dead entry here.',
  fix: 'use `aws:RequestTag` for what is created, or the tag of a resource that it is created in',
  severity: 'warning',
  find: (document, { reference }) =>
    document.conditions.flatMap(([statement, { key }]) =>
      statement.actions.filter(isLookedUp).flatMap(({ pointer, value }) => {
        const actions = reference.actionsMatching(value);
        return actions.length > 0 && actions.every((action) => createsWhatIsTagged(action, key))
          ? [{ pointer, message: `'${value}' creates the resource of whose tag '${key}' would tell` }]
          : [];
      }),
    ),
});
