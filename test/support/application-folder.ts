import { z } from 'zod';
import type { ParameterSchemas } from '../../lib/model/configuration';
import { ACCOUNT, CATALOGUE, LANDING_ZONE, describeFiles, edit, type Files } from './organization-folder';

/** The guardrails that security accounts and stores need, at the root of the landing zone below. */
const NEEDED = [
  'protect-cloudtrail',
  'protect-log-archive',
  'protect-log-archive-data',
  'protect-platform-roles',
  'protect-application-stores',
];

export const APPLICATIONS_CATALOGUE: ParameterSchemas = new Map([
  ...CATALOGUE,
  ...[...NEEDED, 'quarantine'].map((id) => {
    const parameters = z.strictObject({ buckets: z.array(z.string()).default(['*']) }).prefault({});
    return [id, { id, type: 'T', exempt: 'platform', foundBy: { nothing: 'A test.' }, parameters }] as const;
  }),
]);

/** A landing zone that may have applications: line 20 has `Workloads` and its guardrails, line 50 the first group. */
export const APPLICATIONS_ZONE = `${edit(LANDING_ZONE, ['  root:\n', `  root:\n${NEEDED.map((id) => `    ${id}:\n`).join('')}`])}logArchive:
  account: logs
  objectLock:
    days: 365
audit:
  account: security
  subscriptions:
    - email: security@example.com
baseline: {}
identity:
  groups:
    developers:
    analysts:
`;

/** An application in which nothing is wrong. */
export const APPLICATION = `owner: shop@example.com
accounts: [shop]
people:
  group: developers
stores:
  orders:
    readers:
      - application: analytics
`;

/** Another one. */
export const ANALYTICS = `owner: data@example.com
accounts: [data]
people:
  group: analysts
  access: write
stores:
  results: {}
`;

type Edits = readonly (readonly [from: string, to: string])[];

export function accountFile(name: string, more = ''): string {
  return `${ACCOUNT.replace('shop@example.com\nunit', `${name}@example.com\nunit`)}${more}`;
}

/** A folder with accounts and two applications, in which nothing is wrong. */
export const APPLICATIONS: Files = {
  'landing-zone.yaml': APPLICATIONS_ZONE,
  'accounts/data.yaml': accountFile('data'),
  'accounts/logs.yaml': accountFile('logs'),
  'accounts/security.yaml': accountFile('security'),
  'accounts/shop.yaml': accountFile('shop'),
  'accounts/shop-test.yaml': accountFile('shop-test'),
  'applications/analytics.yaml': ANALYTICS,
  'applications/shop.yaml': APPLICATION,
};

/** The problems of that folder, with other files in place of some. */
export function describeWith(files: Files): string {
  return describeFiles({ ...APPLICATIONS, ...files }, APPLICATIONS_CATALOGUE);
}

/** The problems after edits of the application `shop`. */
export function describeShop(...edits: Edits): string {
  return describeWith({ 'applications/shop.yaml': edit(APPLICATION, ...edits) });
}
