import type { Pod, RunsOn } from './organization';

/** What may become an application's role: a service of AWS for what runs there, pods, or workflows of GitHub Actions. */
export type Actor =
  | { readonly kind: 'ec2' | 'ecs' | 'lambda' }
  | ({ readonly kind: 'pods' } & Pod)
  | { readonly kind: 'github'; readonly subject: string };

/** Whether anything runs as the application: else it has no role. */
export function runs(runsOn: RunsOn): boolean {
  return actorsOf(runsOn).length > 0;
}

/** Everything that may become the role of an application that runs so, the same in each of its accounts. */
export function actorsOf({ ec2, ecs, lambda, pods, github }: RunsOn): readonly Actor[] {
  return [
    ...(ec2 ? [{ kind: 'ec2' } as const] : []),
    ...(ecs ? [{ kind: 'ecs' } as const] : []),
    ...(lambda ? [{ kind: 'lambda' } as const] : []),
    ...pods.map((pod) => ({ kind: 'pods', ...pod }) as const),
    ...github.map((subject) => ({ kind: 'github', subject }) as const),
  ];
}
