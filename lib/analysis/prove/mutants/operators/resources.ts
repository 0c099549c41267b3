import { oneOrMany } from '../../../../../policies/core/statements';
import type { Statement } from '../../../../iam/statement';
import { changingEach, listOf, withoutEach } from '../lists';
import type { MutantOperator } from '../mutant-operator';
import { narrowed, widened } from '../../../../iam/patterns/variations';

type Element = 'Resource' | 'NotResource';
const ELEMENTS: readonly Element[] = ['Resource', 'NotResource'];

export const dropResource: MutantOperator = {
  id: 'drop-resource',
  summary: 'Removes one of several entries of Resource or NotResource',
  mutate: (statement) =>
    ELEMENTS.flatMap((element) =>
      withoutEach(listOf(statement[element]))
        .filter(({ list }) => list.length > 0)
        .map(({ old, list }) => ({
          change: `drops ${old} from ${element}`,
          statement: withResources(statement, element, list),
        })),
    ),
};

export const anyResource: MutantOperator = {
  id: 'any-resource',
  summary: 'Replaces Resource or NotResource with a star',
  mutate: ({ Resource, NotResource, ...statement }) =>
    Resource === '*'
      ? []
      : [
          {
            change: `replaces ${Resource === undefined ? 'NotResource' : 'Resource'} by any`,
            statement: { ...statement, Resource: '*' },
          },
        ].filter(() => Resource !== undefined || NotResource !== undefined),
};

export const widenResource: MutantOperator = {
  id: 'widen-resource',
  summary: 'Appends a star to an ARN of Resource or NotResource, or replaces a segment with a star',
  mutate: (statement) => changed(statement, 'widens', widened),
};

export const narrowResource: MutantOperator = {
  id: 'narrow-resource',
  summary: 'Removes a star from an ARN of Resource or NotResource',
  mutate: (statement) => changed(statement, 'narrows', narrowed),
};

function changed(
  statement: Statement,
  verb: string,
  change: (pattern: string) => readonly string[],
): ReturnType<MutantOperator['mutate']> {
  return ELEMENTS.flatMap((element) =>
    changingEach(listOf(statement[element]), change).map(({ old, now = '', list }) => ({
      change: `${verb} ${old} to ${now} in ${element}`,
      statement: withResources(statement, element, list),
    })),
  );
}

function withResources(statement: Statement, element: Element, list: readonly string[]): Statement {
  return { ...statement, [element]: oneOrMany(list) };
}
