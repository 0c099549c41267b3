import type { ConditionView, DocumentView, TextEntry, StatementView } from './document';

/** Every value that is compared with `aws:PrincipalArn`, as an ARN or as text. */
export function principalArns(
  document: DocumentView,
): readonly { readonly statement: StatementView; readonly condition: ConditionView; readonly entry: TextEntry }[] {
  return document.conditions
    .filter(
      ([, { key, operator }]) => isPrincipalArn(key) && (operator?.family === 'Arn' || operator?.family === 'String'),
    )
    .flatMap(([statement, condition]) => condition.values.map((entry) => ({ statement, condition, entry })));
}

function isPrincipalArn(key: string): boolean {
  return key.toLowerCase() === 'aws:principalarn';
}
