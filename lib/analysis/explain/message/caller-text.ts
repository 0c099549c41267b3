import { joinLines } from './clean-text';
import type { MessageCaller } from './denial-message';

/** The caller right before the words `is not authorized`. */
export function callerBefore(text: string): { readonly caller: MessageCaller | null; readonly start: number } {
  const named = /(?:\b(?:User|Principal|Role|Caller)\b\s*:?\s+)([^\s:][^\s]*(?:\n[^\s]+)*)\s+$/i.exec(text);
  const match = named ?? /(arn:[^\s]+|[\w+=,.@-]+)\s+$/.exec(text);
  if (match === null) return { caller: null, start: text.length };
  const word = joinLines(match[1] ?? '');
  return { caller: nameCaller(word), start: match.index };
}

/** Words that stand where a caller would, but name nobody. */
const NOBODY = /^(?:user|you|principal|role|caller|it|identity|and|or|operation|code|account)$/i;

/** @param word an ARN, or whatever stands in its place */
export function nameCaller(word: string): MessageCaller | null {
  if (/^anonymous$/i.test(word)) return { kind: 'principal', principal: '*' };
  const session = /^arn:([\w-]+):sts::([^:]*):assumed-role\/([^/]+)(?:\/.*)?$/.exec(word);
  if (session !== null) {
    const [, partition = '', account = '', role = ''] = session;
    return { kind: 'session', partition, account, role };
  }
  if (word.startsWith('arn:')) return { kind: 'principal', principal: word };
  return word === '' || NOBODY.test(word) ? null : { kind: 'name', name: word };
}
