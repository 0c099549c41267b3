import { denied, possible, type Probe, type ProbePlace } from '../../core/probe';
import { callProbes } from './calls';
import { person } from './people-calls';

export function readOnlyProbes(place: ProbePlace): readonly Probe[] {
  return [
    ...callProbes('read-only', { may: {}, mayNot: {}, readsConfiguration: true }, place),
    ...apiKeyProbes('read-only', place),
  ];
}

/** The keys of customers are data, although the call for them is the same as for an API. */
export function apiKeyProbes(permissionSet: string, place: ProbePlace): readonly Probe[] {
  const call = (path: string) => ({
    principal: person(permissionSet, place),
    action: 'apigateway:GET',
    resource: `arn:aws:apigateway:eu-central-1::${path}`,
  });
  return [
    ...['/apikeys', '/apikeys/k1', '/usageplans/u1/keys', '/usageplans/u1/keys/k1'].map((path) =>
      denied(`${permissionSet} reads ${path} of API Gateway`, call(path)),
    ),
    ...[
      '/apis/a1',
      '/restapis/a1',
      '/restapis/a1/apikeys',
      '/usageplans',
      '/usageplans/u1',
      '/usageplans/u1/usage',
      '/x/y/keys',
    ].map((path) => possible(`${permissionSet} reads ${path} of API Gateway`, call(path))),
  ];
}
