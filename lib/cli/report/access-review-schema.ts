import { z } from 'zod';
import { POWERS, type PowerId } from '../../analysis/access/power';

/** The format of `rampart report --access --json`, for other programs. */

const line = z.strictObject({ file: z.string(), line: z.int().positive() });
const by = line.nullable().describe('The line of the configuration that says so; null: it is there whatever it says');
const instant = z.string().describe('A time in UTC');
const account = z.string().describe("The account's key");
const owner = z.string().nullable().describe('Who answers for it; null: the configuration does not say');
const power = z.enum(Object.keys(POWERS) as [PowerId, ...PowerId[]]);

/** Somebody or something that may do something, also in the output of `rampart access`. */
export const principalSchema = z.strictObject({
  kind: z.enum([
    'root-user',
    'break-glass-users',
    'delegated-administrator',
    'cdk-role',
    'platform-role',
    'exemption',
    'tier',
    'application-people',
    'application-role',
    'partner',
    'partner-grant',
  ]),
  name: z.string().describe("A role's path and name, a pattern of `aws:PrincipalArn`, or the name of a permission set"),
  power,
  may: z.string().describe('What it may, in a line'),
  accounts: z.array(account).describe('Where it may'),
  holders: z.array(z.strictObject({ group: z.string(), accounts: z.array(account) })).describe('Whose people have it'),
  actors: z.array(z.string()).describe('What else becomes it'),
  hours: z.number().nullable().describe('The longest session; null: as AWS has it, or none'),
  isAlarmed: z.boolean().describe('Whether its use sets off an alarm, if there is an audit'),
  escapes: z
    .array(
      z.strictObject({
        guardrails: z.array(z.string()),
        until: instant.nullable().describe('When they bind again; null: never'),
      }),
    )
    .describe('Guardrails that do not bind it in member accounts; in the management account, none does'),
  owner,
  reason: z.string().nullable(),
  until: instant.nullable().describe('When it ends by itself; null: never'),
  by,
});

const ending = { until: instant, owner: z.string(), reason: z.string(), by: line };

export const accessReviewSchema = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(z.never()),
  at: instant.describe('From when ends are counted'),
  managementAccount: account.describe('The key of the account that no guardrail binds'),
  powers: z.array(z.strictObject({ id: power, title: z.string() })).describe('The order of `principals`'),
  principals: z.array(principalSchema).describe('From all-powerful down'),
  revocations: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('person'), person: z.string(), ...ending }),
      z.strictObject({ kind: z.literal('role'), role: z.string(), issuedBefore: instant, ...ending }),
    ]),
  ),
  evidence: z
    .array(z.strictObject({ what: z.string(), account, who: z.array(z.string()) }))
    .describe('Who reaches the log archive and the keys'),
  checks: z
    .array(
      z.strictObject({
        id: z.string(),
        expected: z.string(),
        commands: z.array(z.string()),
        repair: z.array(z.string()),
        accounts: z.array(z.strictObject({ key: account, accountId: z.string().nullable() })),
        sources: z.array(z.string()),
      }),
    )
    .describe('What the configuration cannot know'),
  ends: z
    .array(
      z.strictObject({
        kind: z.enum(['exemption', 'partner', 'grant', 'revocation', 'parameter']),
        subject: z.string(),
        until: instant,
        hasEnded: z.boolean(),
        owner,
        by: line,
      }),
    )
    .describe('What has ended, or ends within 30 days'),
});
