import type { RetiredParameters } from '../configuration';
import { BACKUP } from '../names';

type Retired = RetiredParameters[string];

/** Parameters that `organization-backups` had before vaults and roles came by a StackSet. */
export const RETIRED_BACKUP_PARAMETERS: RetiredParameters = {
  vault: fixed(`the vault is always \`${BACKUP.vault}\`, which the stack \`Backups\` makes`, 'vault'),
  role: fixed(
    `the role is always \`${BACKUP.role.path.slice(1)}${BACKUP.role.name}\`, which the stack \`Backups\` makes`,
    'role',
  ),
  dailyRetentionDays: renamed('daily'),
  monthlyRetentionDays: renamed('monthly'),
};

function fixed(why: string, name: string): Retired {
  return () => [{ at: [], message: `\`${name}\` is no parameter anymore: ${why}`, fix: `remove \`${name}\`` }];
}

function renamed(plan: string): Retired {
  return (value) => [
    {
      at: [],
      message: `\`${plan}RetentionDays\` is no parameter anymore: each plan has its own retention`,
      fix:
        `remove it, and write every plan below \`plans\` (docs/guardrails/organization-backups.md has the defaults), ` +
        `\`${plan}\` with \`retentionDays: ${typeof value === 'number' ? value : '…'}\``,
    },
  ];
}
