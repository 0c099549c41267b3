import { arnMatches } from '../../lib/iam/patterns/glob';
import type { Partner } from '../core/partners';
import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace, ProbeRequest, Variant } from '../core/probe';
import { callsInside, roleIn } from './perimeter';
import { arnElsewhere, arnsAround, sampleArn } from './sample-arn';
import { aPartner } from './sample-people';

/** The last second of all. */
const LAST = '9999-12-31T23:59:59Z';

/** Requests about roles of partners: the organization's `partners`, each with one role, next to the trusted accounts. */
export function partnerRoleProbes(trusted: readonly Partner[], place: ProbePlace): readonly Probe[] {
  const { partners } = place.organization;
  if (partners.length === 0) return [];
  const roles = partners.map(({ key }) => patternOf(key));
  const resources = [
    ...new Set([
      roleIn(place.account),
      ...roles.flatMap((role) => [sampleArn(role, place), arnElsewhere(role, place)]),
      ...arnsAround(roles, place),
    ]),
  ];
  const times = timesAround(partners, trusted);
  const accounts = new Set([place.outsider, ...[...partners, ...trusted].map(({ account }) => account)]);
  return [
    ...[...accounts].flatMap((account) =>
      times.flatMap((time) =>
        resources.map((resource) => {
          const isOpen = mayAssume(account, resource, time, { trusted, place });
          const request = { ...assume(resource), ...callerOf(account, time) };
          const name = `a role of ${account} assumes ${resource} at ${time}`;
          return isOpen ? possible(name, request) : denied(name, request);
        }),
      ),
    ),
    ...partners.flatMap(({ key, account, expires }) => [
      ...directProbes(account, secondBefore(expires), trusted, place),
      ...times.flatMap((time) => [
        ...signInProbes(sampleArn(patternOf(key), place), account, time, place),
        ...ownProbes(sampleArn(patternOf(key), place), time, place),
      ]),
    ]),
  ];
}

function patternOf(key: string): string {
  return `arn:*:iam::*:role/partner/${key}`;
}

function assume(resource: string): Omit<ProbeRequest, 'principal'> {
  const [, , , , resourceAccount = ''] = resource.split(':');
  return { action: 'sts:AssumeRole', resource, resourceAccount };
}

/** A role that may be anywhere outside, also in an account that is no example's. */
function callerOf(account: string, time: string): Pick<ProbeRequest, 'principal' | 'account' | 'context'> {
  return {
    principal: `arn:aws:iam::${account}:role/collector`,
    account: null,
    context: { 'aws:CurrentTime': time },
  };
}

interface Trust {
  readonly trusted: readonly Partner[];
  readonly place: ProbePlace;
}

/** Whoever is trusted assumes every role but those of partners; these, only the partner itself, until it expires. */
function mayAssume(account: string, resource: string, time: string, { trusted, place }: Trust): boolean {
  const owner = place.organization.partners.find(({ key }) => arnMatches(patternOf(key), resource));
  return owner === undefined ? isTrusted(account, time, trusted) : owner.account === account && time < owner.expires;
}

function isTrusted(account: string, time: string, trusted: readonly Partner[]): boolean {
  return trusted.some((one) => one.account === account && (one.expires === undefined || time < one.expires));
}

/** A partner has its role, and nothing directly. */
function directProbes(account: string, time: string, trusted: readonly Partner[], place: ProbePlace): readonly Probe[] {
  return callsInside(place)
    .filter(({ action }) => action !== 'sts:AssumeRole')
    .map((call) => {
      const name = `a role of the partner ${account} calls ${call.action} directly`;
      const request = { ...call, ...callerOf(account, time) };
      return isTrusted(account, time, trusted) ? possible(name, request) : denied(name, request);
    });
}

/** What AWS asks together with `AssumeRole`, and other ways to sign in: the trust policy of the role decides. */
function signInProbes(resource: string, account: string, time: string, place: ProbePlace): readonly Probe[] {
  const signIns = ['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'].map((name) =>
    possible(`somebody calls ${name} for ${resource} at ${time}`, {
      principal: '*',
      action: `sts:${name}`,
      resource,
      resourceAccount: place.account,
      context: { 'aws:CurrentTime': time },
    }),
  );
  const additions = ['TagSession', 'SetSourceIdentity'].map((name) =>
    possible(`a role of the partner ${account} calls ${name} for ${resource} at ${time}`, {
      principal: `arn:aws:iam::${account}:role/collector`,
      account: null,
      action: `sts:${name}`,
      resource,
      resourceAccount: place.account,
      context: { 'aws:CurrentTime': time },
    }),
  );
  return [...signIns, ...additions];
}

/** For the organization nothing changes: the trust policy of the role decides. Anonymous callers stay outside. */
function ownProbes(resource: string, time: string, place: ProbePlace): readonly Probe[] {
  const call = { ...assume(resource), context: { 'aws:CurrentTime': time } };
  return [
    possible(`a role of the account assumes ${resource} at ${time}`, { ...call, principal: developer(place) }),
    possible(`a role of another account of the organization assumes ${resource} at ${time}`, {
      ...call,
      principal: `arn:aws:iam::${place.sibling}:role/developer`,
    }),
    possible(`an AWS service assumes ${resource} at ${time}`, {
      ...call,
      principal: 'service:cloudformation.amazonaws.com',
    }),
    denied(`an anonymous caller assumes ${resource} at ${time}`, { ...call, principal: '*' }),
  ];
}

/** Long before every end, around each one, and long after. */
function timesAround(...lists: readonly (readonly { readonly expires?: string | undefined }[])[]): readonly string[] {
  const ends = [...new Set(lists.flat().flatMap(({ expires }) => expires ?? []))].sort();
  return ['2001-01-01T00:00:00Z', ...ends.flatMap((end) => [secondBefore(end), end]), LAST];
}

function secondBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1000).toISOString().replace('.000Z', 'Z');
}

const ONE = aPartner('etl', { account: '920000000001', expires: '2027-03-31T00:00:00Z' });

/** Partners with roles: none, one, several, in one account and at one time, and among the trusted accounts. */
export const partnerRoleVariants: readonly Variant[] = [
  { name: 'without roles of partners', organization: { partners: [] } },
  { name: 'with the role of a partner', organization: { partners: [ONE] } },
  {
    name: 'with roles of partners that end together',
    organization: {
      partners: [ONE, aPartner('etl-2', { account: '920000000002', expires: '2027-03-31T00:00:00Z' })],
    },
  },
  {
    name: 'with two roles of one partner that end at different times',
    organization: {
      partners: [
        ONE,
        aPartner('audit', { account: '920000000002', expires: '2027-12-31T12:30:00Z' }),
        aPartner('repair', { account: '920000000001', expires: '2027-06-30T00:00:00Z' }),
      ],
    },
  },
  {
    name: 'with roles of partners, one of whose accounts is trusted',
    parameters: {
      partners: [
        { account: '920000000001', owner: 'sales@example.com', reason: 'Collects the orders' },
        {
          ...{ account: '910000000002', expires: '2027-05-31T00:00:00Z' },
          ...{ owner: 'sales@example.com', reason: 'Collects the orders' },
        },
      ],
    },
    organization: {
      partners: [ONE, aPartner('audit', { account: '920000000002', expires: '2027-12-31T12:30:00Z' })],
    },
  },
];
