import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GitHub } from '../../../tools/review/github';

export interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

/** As much of GitHub as a review meets. */
export interface FakeGitHub {
  readonly github: GitHub;
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
        return [{ number: 7, head: { sha: COMMIT }, labels: fake.labels.map((name) => ({ name })) }];
      case 'GET /pulls/7/files':
        return fake.files.map((filename) => ({ filename }));
      case `GET /compare/main...${COMMIT}`:
        return { merge_base_commit: { sha: 'b'.repeat(40) } };
      case 'GET /actions/runs/1/artifacts':
        return { artifacts: fake.artifact === null ? [] : [{ id: 2, size_in_bytes: 1 }] };
      case 'GET /actions/artifacts/2/zip':
        return fake.artifact;
      case 'GET /issues/7/comments':
        return fake.comments;
      case 'POST /issues/7/comments':
        fake.comments.push({ id: fake.comments.length + 1, body: String(written['body']), user: BOT });
        return {};
      case `POST /statuses/${COMMIT}`:
        fake.statuses.push({ state: String(written['state']), description: String(written['description']) });
        return {};
      default: {
        const comment = fake.comments.find(({ id }) => path === `/issues/comments/${id}`);
        if (comment === undefined || request.method !== 'PATCH') return undefined;
        comment.body = String(written['body']);
        return {};
      }
    }
  };
  const server = createServer((request, response) => {
    void answer(request).then((found) => {
      response.statusCode = found === undefined ? 404 : 200;
      response.end(found instanceof Uint8Array ? found : JSON.stringify(found ?? {}));
    });
  });
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
  const { port } = server.address() as AddressInfo;
  const fake: FakeGitHub = {
    github: new GitHub({ url: `http://127.0.0.1:${port}`, token: 't', repository: 'o/r' }),
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
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}
