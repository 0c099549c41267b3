import { formatNumber } from '../../lib/report/words';
import { MOST_ZIPPED_BYTES, Rejected } from './read-artifact';

export interface GitHubOptions {
  /** `https://api.github.com`, or the address of a GitHub Enterprise Server. */
  readonly url: string;
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
}

const PAGE = 100;

/** The part of GitHub's REST API that a review needs, for one repository. */
export class GitHub {
  readonly #options: GitHubOptions;

  constructor(options: GitHubOptions) {
    this.#options = options;
  }

  async get(path: string): Promise<unknown> {
    return (await this.#call('GET', path)).json();
  }

  /** All pages of a list. */
  async list(path: string): Promise<readonly unknown[]> {
    const all: unknown[] = [];
    for (let page = 1; ; page += 1) {
      const found = (await this.get(
        `${path}${path.includes('?') ? '&' : '?'}per_page=${PAGE}&page=${page}`,
      )) as unknown[];
      all.push(...found);
      if (found.length < PAGE) return all;
    }
  }

  async send(method: 'POST' | 'PATCH', path: string, body: object): Promise<void> {
    await this.#call(method, path, body);
  }

  /** Removes a resource; one that does not exist is fine. */
  async remove(path: string): Promise<void> {
    await this.#call('DELETE', path, undefined, [404]);
  }

  /** Downloads a file, up to the size that an artifact may have. */
  async download(path: string): Promise<Uint8Array> {
    const { body } = await this.#call('GET', path);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > MOST_ZIPPED_BYTES)
        throw new Rejected(`The artifact is larger than ${formatNumber(MOST_ZIPPED_BYTES)} bytes.`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  async #call(method: string, path: string, body?: object, fine: readonly number[] = []): Promise<Response> {
    const { url, token, repository } = this.#options;
    const answer = await fetch(`${url}/repos/${repository}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'x-github-api-version': '2022-11-28',
        // The comparison blocks, so a connection that GitHub closes meanwhile goes unnoticed: use none twice.
        connection: 'close',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok && !fine.includes(answer.status))
      throw new Error(`GitHub answered ${answer.status} to ${method} ${path}`);
    return answer;
  }
}
