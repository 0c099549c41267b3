import { splitArn } from '../../../iam/patterns/arn';
import { joinLines, readName, readWord, wrapped } from './clean-text';

const RESOURCE = new RegExp(
  `^\\s*o\\n?n\\s+(?:(?:the\\s+)?${wrapped('resource')}(?:\\(s\\))?\\s*:?\\s*|(?=["'\`]?arn:))`,
  'i',
);

/**
 * The resource that a message names behind the action: an ARN or `*`; null if it names none, or in another form.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function readResource(rest: string): string | null {
  const prefix = RESOURCE.exec(rest)?.[0];
  return prefix === undefined ? null : resourceAt(rest.slice(prefix.length));
}

/** The resource at the start of a text. */
export function resourceAt(text: string): string | null {
  const quoted = /^(["'`])([^]*?)\1(?=[\s.,;:)]|$)/.exec(text)?.[2];
  const found = quoted === undefined ? unquoted(text) : joinLines(quoted);
  if (found === '*' || splitArn(found) !== null) return found;
  const object = /^s3[an]?:\/\/(.+)$/.exec(found)?.[1];
  return object === undefined ? null : `arn:aws:s3:::${object.replace(/\/$/, '/*')}`;
}

/** The services whose resources may have spaces in their names. */
const WITH_SPACES = /^arn:[\w-]*:(?:s3|cloudwatch|budgets):/;

function unquoted(text: string): string {
  const word = WITH_SPACES.test(text) ? readName(text) : readWord(text, (one) => splitArn(one) !== null);
  return word.replace(/<\/.*$/, '').replace(/[.,;)\]}"'`\s]+$/, '');
}
