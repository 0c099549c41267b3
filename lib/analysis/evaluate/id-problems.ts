import { ACCOUNT_ID, ORGANIZATION_ID, ROOT_ID, UNIT_ID, type AwsId } from '../../model/aws-ids';
import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import type { Problem } from '../../model/problem';

/** An id that AWS has assigned, as a file gives it. */
interface GivenId {
  readonly id: string;
  /** A JSON pointer into the file. */
  readonly at: string;
  readonly form: AwsId;
}

/** All ids in a file whose form is known; those that are not known yet are null. */
export function listIds({ organization, targets }: GuardrailsFile): readonly GivenId[] {
  return [
    ...given(organization.id, '/organization/id', ORGANIZATION_ID),
    ...given(organization.managementAccount, '/organization/managementAccount', ACCOUNT_ID),
    ...targets.flatMap((target, index) => [
      ...given(target.awsId, `/targets/${index}/awsId`, formOf(target)),
      ...given(target.accountId, `/targets/${index}/accountId`, ACCOUNT_ID),
    ]),
  ];
}

function given(id: string | null | undefined, at: string, form: AwsId): readonly GivenId[] {
  return id == null ? [] : [{ id, at, form }];
}

function formOf({ kind }: GuardrailsTarget): AwsId {
  if (kind === 'root') return ROOT_ID;
  return kind === 'unit' ? UNIT_ID : ACCOUNT_ID;
}

export function findIdProblems({ id, at, form }: GivenId): readonly Problem<string>[] {
  if (form.pattern.test(id)) return [];
  return [{ code: 'bad-id', at, message: `\`${id}\` is not an id of AWS`, allowed: form.allowed, fix: form.fix(id) }];
}
