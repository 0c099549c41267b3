import type { RecoverOutput } from '../../lib/cli/recover/recover-output';
import type { Site } from '../site';

type Answer = RecoverOutput['accounts'][number];

/** By the key of an account: what the command must say. Of all others it must say that they are fine. */
export type ExpectedAnswers = Readonly<
  Record<string, { readonly state: Answer['state']; /** The beginning of its next step. */ readonly next: string }>
>;

/** Runs the command. One sentence for each account of which it does not say the expected. */
export async function askRecover(
  site: Site,
  folder: string,
  when: string,
  expected: ExpectedAnswers,
): Promise<readonly string[]> {
  const { exitCode, output } = await site.rampart('recover', '--json', '--organization', folder);
  const isFine = Object.keys(expected).length === 0;
  if (exitCode !== (isFine ? 0 : 1))
    return [`${when}: \`rampart recover\` ended with ${String(exitCode)}, and told: ${output.trim()}`];
  return compareAnswers(JSON.parse(output) as RecoverOutput, expected).map((fault) => `${when}: ${fault}`);
}

export function compareAnswers(
  { accounts }: Pick<RecoverOutput, 'accounts'>,
  expected: ExpectedAnswers,
): readonly string[] {
  const left = Object.keys(expected).filter((key) => !accounts.some((account) => account.key === key));
  return [
    ...left.map((key) => `\`rampart recover\` does not name ${key}`),
    ...accounts.flatMap(({ key, state, next }) => {
      const { state: wanted, next: begins } = expected[key] ?? { state: 'fine', next: '' };
      return state === wanted && (next ?? '').startsWith(begins)
        ? []
        : [`\`rampart recover\` calls ${key} ${state}, and next: ${String(next)}; expected ${wanted}: ${begins}`];
    }),
  ];
}

/** Lets the command write what `cdk import` takes, which must be the one account. */
export async function writeMapping(site: Site, folder: string, number: string): Promise<readonly string[]> {
  const { output } = await site.rampart('recover', '--write', '--json', '--organization', folder);
  const { stacks, written } = JSON.parse(output) as RecoverOutput;
  const mapped = stacks.flatMap(({ mapping }) => Object.values(mapping ?? {})).map(({ AccountId }) => AccountId);
  return mapped.join(' ') === number && written.length === 1
    ? []
    : [`\`rampart recover --write\` wrote ${written.join(', ')} with ${mapped.join(', ')}, not with ${number}`];
}
