import type { DenialMessage } from '../../analysis/explain/message';
import type { Answer } from './answer';

/** What AWS's message adds to an answer, and where the two differ. */
export function describeMessage(
  { blamed, isEncoded }: DenialMessage,
  answer: Answer | null,
  against: string,
): readonly string[] {
  const lines: string[] = [];
  if (blamed !== null) {
    const by = blamed.arn === null ? '' : ` (${blamed.arn})`;
    lines.push(
      blamed.effect === 'explicit'
        ? `AWS says: an explicit deny in a ${blamed.words}${by}.`
        : `AWS says: no ${blamed.words} allows it.`,
    );
    if (blamed.type === null)
      lines.push('That is not a guardrail; the team that manages permissions in the account can change it.');
    else if (answer !== null) lines.push(...compare(answer, blamed.effect, against));
  }
  if (isEncoded)
    lines.push(
      'AWS encoded the rest of the message. With permission for sts:DecodeAuthorizationMessage, decode it:',
      "  aws sts decode-authorization-message --query DecodedMessage --output text --encoded-message 'TEXT'",
      'and then run: npx rampart explain --message "$(the command above)"',
    );
  return lines;
}

function compare(
  { decision, path, guardrails }: Answer,
  effect: 'explicit' | 'implicit',
  against: string,
): readonly string[] {
  if (effect === 'implicit') {
    const isOpen = path.every(({ allows }) => allows === null || allows === 'yes');
    return isOpen ? [`According to ${against}, every level allows it, so the deployed policies differ.`] : [];
  }
  const statements = path.flatMap((step) => step.statements);
  if (statements.length === 0)
    return [`According to ${against}, no policy of that type denies it, so the deployed policies differ.`];
  if (decision.decision !== 'undecided') return [];
  const [only] = guardrails;
  return guardrails.length === 1 && only !== undefined
    ? [`It was ${only.id}; nothing else there could have denied it.`]
    : ['It was one of the statements below that may deny it; pass more --context to find out which.'];
}
