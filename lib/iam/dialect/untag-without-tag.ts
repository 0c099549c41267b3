import { globMatches } from '../patterns/glob';
import { isLookedUp } from './core/actions';
import type { DocumentView } from './core/document';
import { rule } from './core/rule';

export const untagWithoutTag = rule({
  id: 'untag-without-tag',
  summary: 'If a tag protects a resource, overwriting the tag is denied like removing it',
  why: 'A caller who may set the tag to another value does not need to remove it: after the change, the tag no longer protects the resource.',
  fix: 'also deny the action that sets tags',
  severity: 'error',
  find: (document, { reference }) => {
    const isProtected = servicesProtectedByTag(document);
    const denied = document.statements.filter(({ effect }) => effect === 'Deny').flatMap(({ actions }) => actions);
    return denied.filter(isLookedUp).flatMap(({ pointer, value }) =>
      reference
        .actionsMatching(value)
        .flatMap(({ name }) => [taggingTwin(name) ?? []].flat())
        .filter((twin) => isProtected(serviceOf(twin)) && reference.actionExists(twin))
        .filter((twin) => !denied.some((entry) => globMatches(entry.value, twin, { ignoreCase: true })))
        .map((twin) => ({
          pointer,
          message: `\`${value}\` removes the tag and is denied, but \`${twin}\` can overwrite it and is not denied`,
          fix: `add \`${twin}\``,
        })),
    );
  },
});

/** Whether a tag protects resources of a service. The tags of another service's resources protect nothing. */
function servicesProtectedByTag({ statements }: DocumentView): (service: string) => boolean {
  const protecting = statements.filter(
    ({ effect, conditions }) => effect === 'Deny' && conditions.some(({ key }) => /^\w+:resourcetag\//i.test(key)),
  );
  if (protecting.some(({ notActions }) => notActions.length > 0)) return () => true;
  const services = protecting.flatMap(({ actions }) => actions.map(({ value }) => serviceOf(value)));
  return (service) => services.some((pattern) => globMatches(pattern, service, { ignoreCase: true }));
}

/** `ec2:DeleteTags` → `ec2`; `*` → `*`. */
function serviceOf(action: string): string {
  return action.split(':')[0] ?? action;
}

/** `config:UntagResource` → `config:TagResource`, `ec2:DeleteTags` → `ec2:CreateTags`. */
function taggingTwin(name: string): string | undefined {
  if (/:Untag/.test(name)) return name.replace(':Untag', ':Tag');
  if (/:DeleteTags$/.test(name)) return name.replace('Delete', 'Create');
  if (/:RemoveTags/.test(name)) return name.replace('Remove', 'Add');
  return undefined;
}
