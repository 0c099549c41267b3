import type { CheckByHand } from '../../analysis/access/checks-by-hand';
import { link, paragraph, type Block, type Section } from '../../report/report';

/** What a person looks at, each with what to run and what to do if it is not so. */
export function checkSections(checks: readonly CheckByHand[]): readonly Section[] {
  return checks.map(({ expected, commands, repair, accounts, sources }) => {
    const where = accounts.map(({ key, accountId }) => `${key} ${accountId ?? '(number not known)'}`).join(', ');
    const blocks: readonly (Block | null)[] = [
      paragraph(`In: ${where}`),
      commands.length === 0 ? null : { kind: 'code', language: 'sh', text: commands.join('\n') },
      paragraph('If it is not so:'),
      { kind: 'code', language: 'sh', text: repair.join('\n') },
      paragraph(['Sources: ', ...sources.flatMap((one, index) => [index === 0 ? '' : ', ', link(one, one)])]),
      paragraph('Looked at on ____________ by ____________'),
    ];
    return { title: `By hand: ${expected}`, blocks: blocks.filter((block) => block !== null) };
  });
}
