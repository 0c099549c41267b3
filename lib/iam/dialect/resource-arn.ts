import { arnFault } from './core/arn';
import { rule } from './core/rule';

export const resourceArn = rule({
  id: 'resource-arn',
  summary: 'A resource is `*`, an ARN with six parts, or the beginning of one followed by `*`',
  why: 'AWS does not clearly document whether `*` matches a colon, so `arn:aws:ec2:*:instance/*` may match nothing.',
  fix: 'write all six parts, such as `arn:*:ec2:*:*:instance/*`',
  severity: 'error',
  find: ({ statements }) =>
    statements
      .flatMap(({ resources, notResources }) => [...resources, ...notResources])
      .flatMap(({ pointer, value }) => {
        const message = value === '*' ? undefined : arnFault(value, true);
        return message === undefined ? [] : [{ pointer, message }];
      }),
});
