import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GitHub } from '../../../tools/review/github';
import { LABEL } from '../../../tools/review/comment';

export interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

export interface Pull {
  readonly number: number;
  head: string;
  /** The branch that it is to be merged into. */
  base: string;
  labels: readonly string[];
  readonly comments: Comment[];
}

/** As much of GitHub as a review meets. */
export interface FakeGitHub {
  readonly github: GitHub;
  readonly url: string;
  readonly pulls: Pull[];
  /** The only pull request, where there is one. */
  readonly pull: Pull;
  artifact: Uint8Array | null;
  statuses: { readonly context: string; readonly state: string; readonly description: string }[];
  close(): void;
}

export const COMMIT = 'c'.repeat(40);

export function aPull(number: number, more: Partial<Pull> = {}): Pull {
  return { number, head: COMMIT, base: 'main', labels: [], comments: [], ...more };
}

export async function aGitHub(): Promise<FakeGitHub> {
  let ids = 0;
  const answerAbout = (pull: Pull, method: string, path: string, written: Written): unknown => {
    switch (`${method} ${path}`) {
      case 'GET /comments':
        return pull.comments;
      case 'POST /comments':
        ids += 1;
        pull.comments.push({ id: ids, body: String(written['body']), user: BOT });
        return {};
      case `DELETE /labels/${encodeURIComponent(LABEL)}`:
        if (!pull.labels.includes(LABEL)) return undefined;
        pull.labels = pull.labels.filter((name) => name !== LABEL);
        return [];
    }
    return undefined;
  };
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const { method = '' } = request;
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const path = pathname.replace('/repos/o/r', '');
    const written = method === 'GET' ? {} : await bodyOf(request);
    const [, number, rest = ''] = /^\/issues\/(\d+)(\/.*)$/.exec(path) ?? [];
    const about = fake.pulls.find((pull) => String(pull.number) === number);
    if (about !== undefined) return answerAbout(about, method, rest, written);
    const [, commit] = /^\/statuses\/(\w+)$/.exec(path) ?? [];
    if (method === 'POST' && fake.pulls.some(({ head }) => head === commit)) {
      const { context, state, description } = written;
      fake.statuses.push({ context: String(context), state: String(state), description: String(description) });
      return {};
    }
    switch (`${method} ${path}`) {
      case 'GET /pulls':
        return fake.pulls
          .filter(({ base }) => base === searchParams.get('base'))
          .map(({ number, head, labels }) => ({
            number,
            head: { sha: head },
            labels: labels.map((name) => ({ name })),
          }));
      case 'GET /actions/runs/1/artifacts':
        return { artifacts: fake.artifact === null ? [] : [{ id: 2, size_in_bytes: 1 }] };
      case 'GET /actions/artifacts/2/zip':
        return fake.artifact;
    }
    const comment = fake.pulls.flatMap(({ comments }) => comments).find(({ id }) => path === `/issues/comments/${id}`);
    if (comment === undefined || method !== 'PATCH') return undefined;
    comment.body = String(written['body']);
    return {};
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (found) => {
        response.statusCode = found === undefined ? 404 : 200;
        response.end(found instanceof Uint8Array ? found : JSON.stringify(found ?? {}));
      },
      (error: unknown) => response.destroy(error as Error),
    );
  });
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const fake: FakeGitHub = {
    github: new GitHub({ url, token: 't', repository: 'o/r' }),
    url,
    pulls: [aPull(7)],
    get pull() {
      const [pull] = fake.pulls;
      if (pull === undefined) throw new Error('there is no pull request');
      return pull;
    },
    artifact: null,
    statuses: [],
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return fake;
}

export const BOT = { login: 'github-actions[bot]' };

type Written = Readonly<Record<string, unknown>>;

async function bodyOf(request: IncomingMessage): Promise<Written> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
}
