import type { Problem } from '../../problem';
import { didYouMean, listValues } from '../../suggest';
import { wholeList } from '../applications/context';
import type { PeopleContext } from './context';

/** The further stacks are those of `identity.stacks`, so that one stays in the app when its last assignment goes. */
export function findUnknownStacks({ configuration, assignments }: PeopleContext): readonly Problem[] {
  const { identity } = configuration.landingZone.draft;
  const stacks = wholeList(identity?.stacks);
  if (stacks === undefined) return [];
  return assignments.flatMap(({ assignment: { stack }, locate }) =>
    typeof stack !== 'string' || stacks.includes(stack)
      ? []
      : [
          {
            code: 'unknown-identity-stack',
            at: locate(['stack']),
            message: `\`${stack}\` is not in \`identity.stacks\``,
            allowed: stacks.length === 0 ? 'nothing: there are no further stacks' : listValues(stacks),
            fix: didYouMean(stack, stacks).fix ?? `add \`stacks: [${[...stacks, stack].join(', ')}]\` to \`identity\``,
          },
        ],
  );
}
