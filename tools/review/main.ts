/**
 * Judges a proposal: .github/workflows/review-judge.yml runs this with the default branch's code, in a clone that has the
 * default branch checked out. The proposal is never checked out and none of its code runs: it is read as objects of Git,
 * and as the artifact of its workflow.
 */
import { printable } from '../../lib/report/rendered';
import { comparison } from './compare';
import { GitHub } from './github';
import { judge } from './judge';
import { fetchCommit, mergeInto } from './merge';

/** Judges the proposal that the environment names, and returns the result as a line. */
export async function review(environment: NodeJS.ProcessEnv, repository: string): Promise<string> {
  const given = (name: string): string => {
    const value = environment[name] ?? '';
    if (value === '') throw new Error(`the environment has no ${name}`);
    return value;
  };
  const token = given('GITHUB_TOKEN');
  const github = new GitHub({ url: given('GITHUB_API_URL'), token, repository: given('GITHUB_REPOSITORY') });
  const login = Buffer.from(`x-access-token:${token}`).toString('base64');
  const settings = { [`http.${given('GITHUB_SERVER_URL')}/.extraheader`]: `AUTHORIZATION: basic ${login}` };
  const proposal = {
    run: Number(given('PROPOSED_RUN')),
    commit: given('PROPOSED_COMMIT'),
    defaultBranch: given('DEFAULT_BRANCH'),
  };
  const verdict = await judge(github, proposal, {
    merge: (commit) => {
      fetchCommit(repository, commit, settings);
      return mergeInto(repository, commit);
    },
    compare: comparison(repository),
  });
  return verdict?.description ?? 'no open pull request has this commit';
}

if (require.main === module)
  review(process.env, '.').then(console.log, (error: unknown) => {
    console.error(printable(`error: ${error instanceof Error ? error.message : String(error)}`));
    process.exitCode = 1;
  });
