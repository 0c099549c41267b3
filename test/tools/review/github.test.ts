import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GitHub } from '../../../tools/review/github';
import { MOST_ZIPPED_BYTES, Rejected } from '../../../tools/review/read-artifact';

let close = (): void => undefined;

afterEach(() => {
  close();
});

async function aServer(listener: RequestListener): Promise<GitHub> {
  const server = createServer(listener);
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  return new GitHub({ url: `http://127.0.0.1:${port}`, token: 'secret', repository: 'o/r' });
}

describe('GitHub', () => {
  test('is asked with a token, over a connection for each question', async () => {
    const asked: IncomingHttpHeaders[] = [];
    const github = await aServer((request, response) => {
      asked.push(request.headers);
      response.end('{}');
    });
    await github.get('/a');
    await github.send('POST', '/b', {});
    expect(asked.map(({ authorization }) => authorization)).toEqual(['Bearer secret', 'Bearer secret']);
    expect(asked.map(({ connection }) => connection)).toEqual(['close', 'close']);
  });

  test('is asked for all pages of a list', async () => {
    const github = await aServer(({ url = '' }, response) => {
      response.end(JSON.stringify(url.endsWith('&page=1') ? Array.from({ length: 100 }, (_, at) => at) : [100]));
    });
    expect(await github.list('/pulls?state=open')).toHaveLength(101);
  });

  test('that refuses is an error without the token', async () => {
    const github = await aServer((_request, response) => {
      response.statusCode = 403;
      response.end();
    });
    await expect(github.get('/a')).rejects.toThrow(/^GitHub answered 403 to GET \/a$/);
  });

  test('has nothing to remove where nothing is', async () => {
    const github = await aServer((_request, response) => {
      response.statusCode = 404;
      response.end();
    });
    await expect(github.remove('/a')).resolves.toBeUndefined();
  });

  test('is not listened to for longer than an artifact may be', async () => {
    const github = await aServer((_request, response) => {
      response.end(Buffer.alloc(MOST_ZIPPED_BYTES + 1));
    });
    await expect(github.download('/a')).rejects.toThrow(Rejected);
  });
});
