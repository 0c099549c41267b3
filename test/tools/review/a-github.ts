import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GitHub } from '../../../tools/review/github';
import { LABEL } from '../../../tools/review/judge';

export interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

/** As much of GitHub as a review meets. */
export interface FakeGitHub {
  readonly github: GitHub;
  readonly url: string;
  /** The commit that is proposed, and the one where it left the default branch. */
  head: string;
  base: string;
  labels: readonly string[];
  files: readonly string[];
  artifact: Uint8Array | null;
  comments: Comment[];
  statuses: { readonly state: string; readonly description: string }[];
  close(): void;
}

export const COMMIT = 'c'.repeat(40);

export async function aGitHub(): Promise<FakeGitHub> {
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const path = (request.url ?? '').replace('/repos/o/r', '').replace(/\?.*/, '');
    const written = request.method === 'GET' ? {} : await bodyOf(request);
    switch (`${request.method ?? ''} ${path}`) {
      case 'GET /pulls':
        return [{ number: 7, head: { sha: fake.head }, labels: fake.labels.map((name) => ({ name })) }];
      case 'GET /pulls/7/files':
        return fake.files.map((filename) => ({ filename }));
      case `GET /compare/main...${fake.head}`:
        return { merge_base_commit: { sha: fake.base } };
      case 'GET /actions/runs/1/artifacts':
        return { artifacts: fake.artifact === null ? [] : [{ id: 2, size_in_bytes: 1 }] };
      case 'GET /actions/artifacts/2/zip':
        return fake.artifact;
      case 'GET /issues/7/comments':
        return fake.comments;
      case 'POST /issues/7/comments':
        fake.comments.push({ id: fake.comments.length + 1, body: String(written['body']), user: BOT });
        return {};
      case `POST /statuses/${fake.head}`:
        fake.statuses.push({ state: String(written['state']), description: String(written['description']) });
        return {};
      case `DELETE /issues/7/labels/${encodeURIComponent(LABEL)}`:
        if (!fake.labels.includes(LABEL)) return undefined;
        fake.labels = fake.labels.filter((name) => name !== LABEL);
        return [];
      default: {
        const comment = fake.comments.find(({ id }) => path === `/issues/comments/${id}`);
        if (comment === undefined || request.method !== 'PATCH') return undefined;
        comment.body = String(written['body']);
        return {};
      }
    }
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
    head: COMMIT,
    base: 'b'.repeat(40),
    labels: [],
    files: ['organization/landing-zone.yaml'],
    artifact: null,
    comments: [],
    statuses: [],
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return fake;
}

export const BOT = { login: 'github-actions[bot]' };

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
}
