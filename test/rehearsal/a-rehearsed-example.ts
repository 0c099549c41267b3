import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import type { Organization } from '../../lib/model/organization';
import { theExample } from '../support/the-example';

/** The example as if it were deployed: every id is known, and each unit has an account. */
export function aRehearsedExample(): { readonly organization: Organization; readonly file: GuardrailsFile } {
  const {
    organization,
    assembly: { file },
  } = theExample();
  const guests = organization.units.map(({ id }) => ({ id: `guest ${id}`, kind: 'account' as const, parent: id }));
  const targets = [...file.targets, ...guests].map((target, index) => ({
    ...target,
    ...(target.kind === 'account' ? { accountId: String(200_000_000_000 + index) } : {}),
    ...(target.kind === 'unit' ? { awsId: `ou-ab12-${String(index).padStart(8, '0')}` } : {}),
    ...(target.kind === 'root' ? { awsId: 'r-ab12' } : {}),
  }));
  return { organization, file: { ...file, organization: { ...file.organization, id: 'o-exampleorg1' }, targets } };
}
