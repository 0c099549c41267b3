/**
 * Principals just outside of a pattern of `aws:PrincipalArn`, whom a widened pattern would let in: with a longer name,
 * with another word in the place of one of the path, and a user in the place of a role.
 *
 * @param sample a role that the pattern matches
 */
export function nearMisses(sample: string): readonly string[] {
  const [head = '', ...path] = sample.split('/');
  return [
    `${sample}x`,
    ...path.map((_, index) => [head, ...path.with(index, 'other')].join('/')),
    [head.replace(/:role$/, ':user'), ...path].join('/'),
  ].filter((principal) => principal !== sample);
}
