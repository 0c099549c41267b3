import { AUDITOR, BACKUP_OPERATOR } from '../../lib/model/names';
import { findingsOf } from '../evidence/step';
import { accountsWithRoles, roleArn } from './places';
import type { PeopleStep } from './stage';
import { tryRole, tryRoles } from './try-role';

/** The roles, with the permission set whose people assume them, and the one that they have. */
const ROLES = [
  { role: AUDITOR, people: 'security', permissionSet: 'read-only' },
  { role: BACKUP_OPERATOR, people: 'backup-operator', permissionSet: 'backup-operator' },
] as const;

/** A permission set whose people assume neither. */
const OTHER = 'developer';

/** Who becomes the auditor and the backup operator, by the deployed trust of their roles. */
export const fromAudit: PeopleStep = {
  title: 'only people of the right permission set in the audit account become auditor and backup operator elsewhere',
  async run({ organization, callers, keep }) {
    const { audit } = organization;
    if (audit === null)
      return findingsOf([], [{ what: 'auditor and backup operator', why: 'there is no audit account' }]);
    const results: (string | null)[] = [];
    for (const { role, people, permissionSet } of ROLES) {
      const right = await callers.permissionSet(people, audit.account);
      const wrong = await callers.permissionSet(OTHER, audit.account);
      for (const { key, accountId } of accountsWithRoles(organization)) {
        const arn = roleArn(accountId, role);
        const what = `becomes ${role.name} in ${key}`;
        const { fault, credentials } = await tryRole({
          ...{ expected: 'permitted', what: `${right.label} ${what}`, clients: right.clients, role: arn },
        });
        if (credentials !== null)
          keep({ label: `${role.name} in ${key}`, credentials, permissionSet, number: accountId, isPartner: false });
        const elsewhere = key === audit.account ? [] : [await callers.permissionSet(people, key)];
        results.push(
          fault,
          ...(await tryRoles(
            [wrong, ...elsewhere].map(({ label, clients }) => ({
              ...{ expected: 'denied' as const, what: `${label} ${what}`, clients, role: arn },
            })),
          )),
        );
      }
    }
    return findingsOf(results);
  },
};
