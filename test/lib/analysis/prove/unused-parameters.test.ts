import { z } from 'zod';
import { findUnusedParameters } from '../../../../lib/analysis/prove/unused-parameters';
import { denied, developer, type Probe, type ProbePlace } from '../../../../policies/core/probe';
import { anOrganization } from '../../../support/an-organization';
import { aGuardrail } from '../builders';

interface Parameters {
  readonly actions: readonly string[];
  readonly mode: string;
}

const schema = z.strictObject({ actions: z.array(z.string()), mode: z.string() });
const place: ProbePlace = {
  organization: anOrganization(),
  account: '900000000001',
  sibling: '900000000002',
  outsider: '900000000003',
  organizationId: 'o-exampleorg1',
};

function unusedIn(probe: (parameters: Parameters) => Partial<Probe['request']>): readonly string[] {
  const guardrail = aGuardrail('deny-some', {
    parameters: schema.prefault({ actions: ['s3:GetObject'], mode: 'x' }),
    probes: (parameters) => [
      denied('a call', { principal: developer(place), action: 's3:GetObject', ...probe(parameters as Parameters) }),
    ],
  });
  return findUnusedParameters(guardrail, [guardrail.parameters.parse(undefined)], anOrganization(), place);
}

test('a parameter is used if a probe reads it', () => {
  expect(unusedIn(({ actions: [action = ''] }) => ({ action }))).toEqual(['mode']);
  expect(unusedIn(() => ({}))).toEqual(['actions', 'mode']);
  expect(unusedIn(({ actions, mode }) => ({ action: actions[0] ?? '', context: { 's3:prefix': mode } }))).toEqual([]);
});

test('a parameter is used if a copy of all of them is made', () => {
  expect(unusedIn((parameters) => ({ resource: JSON.stringify({ ...parameters }) }))).toEqual([]);
});
