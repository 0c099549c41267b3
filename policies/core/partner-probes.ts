import type { Partner } from './partners';
import { denied, possible } from './probe';
import type { Probe, ProbeRequest, Variant } from './probe';

/** Probes of one call by, or on behalf of, each partner: while it is trusted, in the last second and at the expiry. */
export function probePartners(
  what: string,
  call: (account: string) => ProbeRequest,
  partners: readonly Partner[],
): readonly Probe[] {
  return partners.flatMap(({ account, expires }) => {
    const name = `${what} of partner ${account}`;
    const at = (instant: string): ProbeRequest => {
      const request = call(account);
      return { ...request, context: { ...request.context, 'aws:CurrentTime': instant } };
    };
    if (expires === undefined) return [possible(`${name}, without an end`, at('9999-12-31T23:59:59Z'))];
    const last = new Date(Date.parse(expires) - 1000).toISOString().replace('.000Z', 'Z');
    return [possible(`${name}, at ${last}`, at(last)), denied(`${name}, at ${expires}`, at(expires))];
  });
}

/** Probes of other callers, for whom nothing changes when a partner's trust expires: now, and at each expiry. */
export function probeOthers(probes: readonly Probe[], partners: readonly Partner[]): readonly Probe[] {
  const ends = [...new Set(partners.flatMap(({ expires }) => expires ?? []))].sort();
  return [
    ...probes,
    ...ends.flatMap((end) =>
      probes.map((probe) => ({
        ...probe,
        name: `${probe.name}, at ${end}`,
        request: { ...probe.request, context: { ...probe.request.context, 'aws:CurrentTime': end } },
      })),
    ),
  ];
}

/** Partners with and without an expiry. */
export const partnerVariants: readonly Variant[] = [
  variant('with a partner', [{ account: '910000000001' }]),
  variant('with a partner whose trust ends', [{ account: '910000000002', expires: '2027-03-31T00:00:00Z' }]),
  variant('with partners and several ends', [
    { account: '910000000003', expires: '2027-06-30T00:00:00Z' },
    { account: '910000000001' },
    { account: '910000000002', expires: '2027-03-31T00:00:00Z' },
  ]),
];

function variant(name: string, partners: readonly Pick<Partner, 'account' | 'expires'>[]): Variant {
  const owner = { owner: 'sales@example.com', reason: 'Collects the orders' };
  return { name, parameters: { partners: partners.map((partner) => ({ ...partner, ...owner })) } };
}
