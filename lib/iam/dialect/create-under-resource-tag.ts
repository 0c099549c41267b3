import { isLookedUp } from './core/actions';
import { createsTaggedResource } from './core/creation';
import { rule } from './core/rule';

export const createUnderResourceTag = rule({
  id: 'create-under-resource-tag',
  summary: 'A statement does not test the tags of a resource that the action only creates',
  why: 'A resource has no tags before it exists. `aws:ResourceTag` is absent, so the statement never applies to this action.',
  fix: 'use `aws:RequestTag` for the new resource, or the tag of the resource that contains it',
  severity: 'warning',
  find: (document, { reference }) =>
    document.conditions.flatMap(([statement, { key }]) =>
      statement.actions.filter(isLookedUp).flatMap(({ pointer, value }) => {
        const actions = reference.actionsMatching(value);
        return actions.length > 0 && actions.every((action) => createsTaggedResource(action, key))
          ? [{ pointer, message: `\`${value}\` creates the resource whose tag \`${key}\` tests` }]
          : [];
      }),
    ),
});
