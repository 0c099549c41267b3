import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { aFolder, copyExample } from '../an-io';

/** What AWS's server does with a call; undefined: it answers as if everything were right. */
export type Behavior =
  | { readonly error: string; readonly message: string; readonly status?: number; readonly date?: Date }
  | { readonly silent: true }
  | undefined;

export interface SeenCall {
  /** Such as `AssumeRole`, or `GetRoleCredentials` of Identity Center. */
  readonly action: string;
  readonly input: Readonly<Record<string, string | undefined>>;
  readonly region: string;
  /** The id of the key that signed it, or the token of Identity Center. */
  readonly by: string;
}

export interface FakeSts {
  readonly endpoint: string;
  readonly calls: readonly SeenCall[];
  close(): Promise<void>;
}

export const CALLER = 'arn:aws:iam::111111111111:user/break-glass/alice';

/** The secrets that the server hands out, and that nothing but the output may contain. */
export const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCY'EXAMPLEKEY";
export const SESSION_TOKEN = `IQoJb3JpZ2luX2VjE${'Ab3/+='.repeat(12)}`;

/** The end of the sessions: an hour from when the server started. */
const HOUR = 3_600_000;

/** STS, as its API reference describes it, and the part of Identity Center that gives sessions. */
export async function anSts(
  behave: (call: SeenCall, count: number) => Behavior = () => undefined,
  lastsMs = HOUR,
): Promise<FakeSts> {
  const calls: SeenCall[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const call = readCall(request, body);
      calls.push(call);
      respond(call, behave(call, calls.length), new Date(Date.now() + lastsMs), response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function readCall({ url = '', headers }: IncomingMessage, body: string): SeenCall {
  if (url.startsWith('/federation/credentials')) {
    const input = Object.fromEntries(new URL(url, 'http://localhost').searchParams);
    return { action: 'GetRoleCredentials', input, region: '', by: String(headers['x-amz-sso_bearer_token']) };
  }
  const [, by = '', region = ''] = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const input = Object.fromEntries(new URLSearchParams(body));
  return { action: input['Action'] ?? '', input, region, by };
}

function respond(call: SeenCall, behavior: Behavior, end: Date, response: ServerResponse): void {
  if (behavior !== undefined && 'silent' in behavior) return;
  const isSso = call.action === 'GetRoleCredentials';
  response.setHeader('content-type', isSso ? 'application/json' : 'text/xml');
  if (behavior === undefined) {
    response.end(isSso ? ssoSession(end) : answerOf(call, end));
    return;
  }
  const { error, message, status = 403, date } = behavior;
  response.statusCode = status;
  if (date !== undefined) response.setHeader('date', date.toUTCString());
  if (isSso) response.setHeader('x-amzn-errortype', error);
  response.end(
    isSso
      ? JSON.stringify({ message })
      : `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${error}</Code><Message>${escape(message)}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
  );
}

function ssoSession(end: Date): string {
  return JSON.stringify({
    roleCredentials: {
      accessKeyId: 'ASIAIDENTITYCENTER0',
      secretAccessKey: SECRET,
      sessionToken: SESSION_TOKEN,
      expiration: end.getTime(),
    },
  });
}

function answerOf({ action, input, by }: SeenCall, end: Date): string {
  const result =
    action === 'GetCallerIdentity'
      ? `<Arn>${callerOf(by)}</Arn><UserId>AIDA</UserId><Account>111111111111</Account>`
      : `<Credentials><AccessKeyId>ASIASESSION${String(input['RoleArn']).length}</AccessKeyId><SecretAccessKey>${SECRET}</SecretAccessKey><SessionToken>${SESSION_TOKEN}</SessionToken><Expiration>${end.toISOString()}</Expiration></Credentials>`;
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`;
}

function callerOf(key: string): string {
  return key === 'ASIAIDENTITYCENTER0'
    ? 'arn:aws:sts::300000000001:assumed-role/AWSReservedSSO_security_0123456789abcdef/bob@example.com'
    : CALLER;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The example organization, whose accounts have numbers: 300000000001 and on, in the order of their keys. */
export function anOrganizationWithNumbers(...edits: readonly (readonly [from: string, to: string])[]): string {
  const organization = copyExample(aFolder(), ...edits);
  const folder = join(organization, 'accounts');
  for (const [index, file] of readdirSync(folder).sort().entries()) {
    const path = join(folder, file);
    writeFileSync(path, `${readFileSync(path, 'utf8')}id: '${String(300_000_000_001 + index)}'\n`);
  }
  return organization;
}

/** A home without anything but what the test writes: files by their path below `.aws`. */
export function aHome(files: Readonly<Record<string, string>> = {}): string {
  const home = aFolder();
  for (const [path, content] of Object.entries(files)) {
    const file = join(home, '.aws', path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content);
  }
  return home;
}

/** Where AWS's CLI keeps the token of a sign-in, from the session's name or the portal's address. */
export function tokenFile(id: string): string {
  return `sso/cache/${createHash('sha1').update(id).digest('hex')}.json`;
}

export function aToken(expiresAt: string): string {
  return JSON.stringify({ accessToken: 'token-of-identity-center', expiresAt });
}

export const PORTAL = 'https://d-1234567890.awsapps.com/start';

/** The environment of somebody with a home and a server, and nothing of the machine's own. */
export function environmentOf(endpoint: string, home: string, more: Readonly<Record<string, string>> = {}) {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...more,
  };
}

export const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret-of-the-source' };
