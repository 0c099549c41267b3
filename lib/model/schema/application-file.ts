import { z } from 'zod';
import { REGIONS } from '../regions';
import { days, MAXIMUM_RETENTION_DAYS } from './days';
import { instantSchema } from './instant';
import { asConstruct, filledText, partnerAccountSchema, partnerRoleSchema, text } from './text';

const accountKeys = z.array(filledText("an account's key"), { error: "a list of accounts' keys" });

const accountList = accountKeys.min(1, { error: 'at least one account' });

const within = accountList
  .optional()
  .describe('The accounts of this application in which the grant holds; required if it runs in several');
const from = accountList.optional().describe('The accounts from which they come; required if there are several');

/** Somebody besides the application itself and its people. */
const grant = z
  .union(
    [
      z.strictObject({
        application: filledText("an application's key").describe('Another application, by its role'),
        from,
        in: within,
      }),
      z.strictObject({
        group: filledText("a group's name").describe(
          'The people of a group, by the permission sets of the applications whose people they are',
        ),
        from,
        in: within,
      }),
      z.strictObject({
        partner: partnerAccountSchema.describe('The number of an account outside of the organization, in quotes'),
        role: partnerRoleSchema.describe("The path and name of the partner's role"),
        until: instantSchema.optional().describe('When the grant ends, without a deployment. Required of a writer'),
        in: within,
      }),
    ],
    { error: 'one of `application`, `group` and `partner`' },
  )
  .describe('Somebody besides the application itself and its people');

export type GrantInFile = z.output<typeof grant>;

const grants = (what: string) => z.array(grant, { error: 'a list of grants' }).default([]).describe(what);

const state = z.enum(['active', 'retired']).meta({ title: 'state' }).default('active');

/** A kind of store has a row in docs/access.md and a construct: a new kind begins here. */
const store = z
  .strictObject({
    kind: z.literal('bucket').default('bucket').describe('A bucket of S3'),
    state: state.describe('`retired`: nobody reaches it anymore, and its data stays'),
    keepReplacedVersions: z
      .strictObject({
        days: days(MAXIMUM_RETENTION_DAYS).describe('For how many days'),
      })
      .optional()
      .describe('For how long a version of an object is kept after another one has replaced it; default: for ever'),
    backup: z
      .enum(['daily', 'monthly'], { error: '`daily` or `monthly`' })
      .meta({ title: 'backup' })
      .optional()
      .describe(
        'How often AWS Backup backs it up, as the guardrail `organization-backups` says above its accounts; default: never. ' +
          'A retired store is no longer backed up: what is kept expires',
      ),
    readers: grants('Who else may read'),
    writers: grants('Who else may write. Writing does not include reading'),
  })
  .describe('A store of data, in each account of the application');

const storeName = asConstruct(
  text('lower-case letters, digits and hyphens, not at the start or end', /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/),
);

const flag = z.boolean({ error: '`true` or `false`' }).default(false);

const pod = z
  .strictObject({
    cluster: text(
      "a cluster's name: a letter or digit, then at most 99 letters, digits, `_` and `-`",
      /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/,
    ).describe('The name of the EKS cluster'),
    namespace: text(
      'a namespace of Kubernetes: at most 63 lower-case letters, digits and `-`',
      /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    ).describe('The namespace of the pods'),
    serviceAccount: text(
      'a service account of Kubernetes: at most 253 lower-case letters, digits, `-` and `.`',
      /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/,
    ).describe('The service account of the pods'),
  })
  .describe('Pods by Pod Identity');

/** Beyond any subject: the names of owner, repository and environment have 39, 100 and 255 characters at most. */
const MAX_SUBJECT = 512;

/**
 * The forms of a subject: with names, or with names and ids, the default for repositories made after 2026-07-15. It is
 * compared as it is written. `*` and `?` look like patterns, and `${…}` is a variable of IAM even where nothing else is
 * special. Beyond ASCII, letters look like others, and some cannot be seen.
 *
 * Sources: https://docs.github.com/en/actions/reference/security/oidc,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const subject = text(
  '`repo:OWNER@ID/REPOSITORY@ID:…` or `repo:OWNER/REPOSITORY:…`, exactly as in the token, such as ' +
    '`repo:example@123/shop@456:environment:production`: ASCII without spaces, `*`, `?`, `$`, quotes and backslashes',
  /^repo:(?:[\w.-]+@\d+\/[\w.-]+@\d+|[\w.-]+\/[\w.-]+):(?:(?![*?$"'`\\])[!-~])+$/,
).max(MAX_SUBJECT, { error: `at most ${MAX_SUBJECT} characters` });

const runsOn = z
  .strictObject({
    ec2: flag.describe('Instances of EC2, with an instance profile of the same name'),
    ecs: flag.describe('Tasks of ECS'),
    lambda: flag.describe('Functions of Lambda'),
    pods: z.array(pod, { error: 'a list of pods' }).default([]).describe('Pods of EKS'),
    github: z
      .array(subject, { error: "a list of tokens' subjects" })
      .default([])
      .describe('Workflows of GitHub Actions, by the exact subjects of their tokens'),
  })
  .describe('What runs with the role of the application');

/** The bucket of a store has the application's name in its own, and Identity Center allows 32 characters. */
export const applicationKeySchema = asConstruct(
  text(
    'a lower-case letter, then at most 27 lower-case letters, digits and hyphens, without a hyphen at the end',
    /^[a-z](?:[a-z0-9-]{0,26}[a-z0-9])?$/,
  ),
);

/** `applications/<key>.yaml`: one application. The file's name is the application's key, which never changes. */
export const applicationFileSchema = z
  .strictObject({
    owner: filledText('who is responsible for the application').describe('Who is responsible for the application'),
    state: state.describe('`retired`: role, people and grants go, and its data stays, closed for everybody'),
    accounts: accountKeys.default([]).describe('The accounts in which it runs. Required unless it is retired'),
    retiredIn: accountKeys
      .default([])
      .describe('The accounts in which it no longer runs, and where its data stays, closed for everybody'),
    region: z
      .enum(REGIONS)
      .meta({ title: 'Region' })
      .optional()
      .describe('Where its key and its stores are; default: the home Region. It never changes'),
    people: z
      .strictObject({
        group: filledText("a group's name").describe('One of `identity.groups`'),
        access: z
          .enum(['read', 'write'])
          .meta({ title: 'access' })
          .default('read')
          .describe('`write`: they also write to its stores'),
      })
      .optional()
      .describe('Who works with its data, by a permission set of its own'),
    runsOn: runsOn.prefault({}),
    stores: z
      .record(storeName, store, { error: 'stores by name' })
      .default({})
      .describe('Its stores of data by name, which never changes'),
    stack: text('1 to 32 letters and digits', /^[A-Za-z0-9]{1,32}$/)
      .optional()
      .describe(
        'The suffix of the stack `Applications-<suffix>` that holds the application; default: `Applications`. It never changes',
      ),
  })
  .meta({ title: 'Application', description: 'One application; its key is the name of the file' });

export type ApplicationFileInput = z.input<typeof applicationFileSchema>;
export type ApplicationFile = z.output<typeof applicationFileSchema>;
