import type { Mistake } from '../input/user-mistake';
import type { ThrownBySdk } from './sdk-error';

/** Node's names of what can be wrong between us and a server, each in a person's words. */
const CAUSES: readonly (readonly [pattern: RegExp, message: string, fix: string])[] = [
  [
    /ENOTFOUND|EAI_AGAIN/,
    'the name of the server is not found',
    'check the network and DNS, and that the Region exists',
  ],
  [/ECONNREFUSED/, 'the server takes no connection', 'check the network, and AWS_ENDPOINT_URL if it is set'],
  [
    /\b(?:CERT_|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ERR_TLS)\w*/,
    'the certificate of the server is not trusted',
    'if a proxy reads all connections, set NODE_EXTRA_CA_CERTS to its certificate',
  ],
  [
    /TimeoutError|ETIMEDOUT|ESOCKETTIMEDOUT/,
    'the time is up',
    "check the network, a VPN or a proxy in between; AWS's SDK does not use HTTPS_PROXY",
  ],
  [/\bE[A-Z]{4,}\b|socket hang up/, 'the connection fails', 'check the network'],
];

/** What a person can do if no server answered; undefined: one did. */
export function explainSilence({ name, message, code = name }: ThrownBySdk, server: string): Mistake | undefined {
  // Providers of credentials keep only the text of what they met, such as `Error: connect ECONNREFUSED`; so does the SDK of
  // what it does not know.
  const text = /Provider/.test(name) || message.startsWith('AWS SDK error wrapper') ? message : code;
  for (const [pattern, cause, fix] of CAUSES) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return { message: `${server} does not answer: ${cause} (${found})`, fix };
  }
  return undefined;
}
