import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server of AWS's answers, or an error of its. */
export type Answer =
  | { readonly json: object }
  | { readonly xml: string }
  | { readonly error: string; readonly message: string; readonly status?: number };

/** A call as a server of AWS's receives it. */
export interface Call {
  /** Such as `organizations:ListAccounts`. */
  readonly action: string;
  readonly input: Readonly<Record<string, string | undefined>>;
  readonly region: string;
}

export interface FakeAws {
  readonly endpoint: string;
  readonly calls: readonly Call[];
  close(): void;
}

/** A server that speaks AWS's protocols: JSON for Organizations, Query and XML for CloudFormation and STS. */
export async function anAws(answer: (call: Call) => Answer): Promise<FakeAws> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const [, region = '', service = ''] = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(
        request.headers.authorization ?? '',
      ) ?? [''];
      const target = request.headers['x-amz-target'];
      const isJson = typeof target === 'string';
      const input = (isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))) as Call['input'];
      const operation = isJson ? (target.split('.')[1] ?? '') : (input['Action'] ?? '');
      const call = { action: `${service}:${operation}`, input, region };
      calls.push(call);
      respond(answer(call), { isJson, operation }, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function respond(
  answer: Answer,
  { isJson, operation }: { readonly isJson: boolean; readonly operation: string },
  response: ServerResponse,
): void {
  response.setHeader('content-type', isJson ? 'application/x-amz-json-1.1' : 'text/xml');
  if ('error' in answer) {
    const { error, message, status = 400 } = answer;
    response.statusCode = status;
    response.end(
      isJson
        ? JSON.stringify({ __type: error, Message: message })
        : `<ErrorResponse><Error><Type>Sender</Type><Code>${error}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
    );
  } else if ('json' in answer) response.end(JSON.stringify(answer.json));
  else
    response.end(
      `<${operation}Response><${operation}Result>${answer.xml}</${operation}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${operation}Response>`,
    );
}

/** `<name>value</name>` for each property, and nothing for those that are undefined. */
export function elements(properties: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(properties)
    .map(([name, value]) => (value === undefined ? '' : `<${name}>${value}</${name}>`))
    .join('');
}

/** One page of a list, with the token of the next: `2` after the first. */
export function pageOf<Item>(items: readonly Item[], size: number, token = '1') {
  const page = Number(token);
  const next = page * size < items.length ? String(page + 1) : undefined;
  return { items: items.slice((page - 1) * size, page * size), next };
}
