import { platformBoundBy, platformExemptFrom, kindsExemptFrom, platformPatterns } from '../../../lib/model/platform';
import type { Platform } from '../../../lib/model/organization';
import { catalogue } from '../../../policies/catalogue';
import { anOrganization } from '../../support/an-organization';
import { landingZone, requireOrganization } from '../../support/organization-folder';
import { theExample } from '../../support/the-example';

const [GLASS, DEPLOYMENT] = ['arn:*:iam::*:role/platform/break-glass', 'arn:*:iam::*:role/platform/deployment'];

function aPlatform(exemptFrom: Partial<Platform['exemptFrom']>): Platform {
  const { platform } = anOrganization();
  return { ...platform, exemptFrom: { ...platform.exemptFrom, ...exemptFrom } };
}

const QUARANTINE = { id: 'quarantine', exempt: 'platform' } as const;

describe('a kind of platform principals', () => {
  const platform = aPlatform({ deployment: ['deny-iam-users'], breakGlass: [] });

  test('is exempt from the guardrails of its list, and bound by all others', () => {
    expect(platformExemptFrom(platform, { id: 'deny-iam-users', exempt: 'platform' })).toContain(DEPLOYMENT);
    expect(platformExemptFrom(platform, QUARANTINE)).not.toContain(DEPLOYMENT);
    expect(platformBoundBy(platform, QUARANTINE)).toEqual([DEPLOYMENT, GLASS]);
    expect(kindsExemptFrom(platform, QUARANTINE)).toEqual(['organizationAccess', 'stackSetsExecution']);
  });

  test('is bound by a guardrail that exempts nobody', () => {
    expect(platformExemptFrom(platform, { id: 'deny-iam-users', exempt: 'nobody' })).toEqual([]);
    expect(platformBoundBy(platform, { id: 'x', exempt: 'nobody' })).toEqual(platformPatterns(platform));
  });

  test('counts once with a pattern that another kind has, too, and is then exempt', () => {
    const same = { ...platform, principals: { ...platform.principals, organizationAccess: [GLASS] } };
    expect(platformPatterns(same).filter((pattern) => pattern === GLASS)).toHaveLength(1);
    expect(platformBoundBy(same, QUARANTINE)).toEqual([DEPLOYMENT]);
  });
});

describe('the forwarder', () => {
  test('exists if accounts have a baseline, by the path and name of its role', () => {
    expect(requireOrganization(landingZone()).platform.principals.forwarder).toEqual([]);
    expect(theExample().organization.platform.principals.forwarder).toEqual([
      'arn:*:iam::*:role/platform/event-forwarder',
    ]);
  });

  test('is exempt from exactly two guardrails of the catalogue', () => {
    const { platform } = theExample().organization;
    const from = [...catalogue.values()].filter((guardrail) =>
      kindsExemptFrom(platform, guardrail).includes('forwarder'),
    );
    expect(from.map(({ id }) => id)).toEqual(['deny-unapproved-regions', 'quarantine']);
  });
});

describe('the role of AWS Backup', () => {
  test('exists if accounts are backed up, by its path and name', () => {
    expect(requireOrganization(landingZone()).platform.principals.backup).toEqual([]);
    expect(theExample().organization.platform.principals.backup).toEqual(['arn:*:iam::*:role/platform/backup']);
  });

  test('is exempt from exactly five guardrails of the catalogue', () => {
    const { platform } = theExample().organization;
    const from = [...catalogue.values()].filter((guardrail) => kindsExemptFrom(platform, guardrail).includes('backup'));
    expect(from.map(({ id }) => id)).toEqual([
      'deny-external-sharing',
      'protect-application-stores',
      'protect-backups',
      'require-imdsv2',
      'require-tags',
    ]);
  });
});
