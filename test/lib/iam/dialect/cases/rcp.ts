import { bad, badRcp, good, goodRcp } from './case';
import type { RuleCases } from './case';

const tls = { Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };

/** Rules for one of the two policy types. */
export const rcp: Readonly<Record<string, RuleCases>> = {
  'scp-principal': {
    fires: [
      bad('a principal', '/Statement/0/Principal', { Principal: '*' }),
      bad('NotPrincipal', '/Statement/0/NotPrincipal', { NotPrincipal: { AWS: '111111111111' } }),
    ],
    silent: [good('no principal'), goodRcp('a principal in a resource control policy', tls)],
  },
  'rcp-allow': {
    fires: [badRcp('an allow', '/Statement/0/Effect', { ...tls, Effect: 'Allow' })],
    silent: [
      goodRcp('a deny', tls),
      goodRcp('RCPFullAWSAccess', { Effect: 'Allow' }),
      good('an allow in a service control policy', { Effect: 'Allow' }),
    ],
  },
  'rcp-principal': {
    fires: [
      badRcp('no principal', '/Statement/0', { ...tls, Principal: undefined }),
      badRcp('an account', '/Statement/0/Principal', { ...tls, Principal: { AWS: '111111111111' } }),
      badRcp('everyone, in another format', '/Statement/0/Principal', { ...tls, Principal: { AWS: '*' } }),
      badRcp('NotPrincipal', '/Statement/0/NotPrincipal', { ...tls, NotPrincipal: { AWS: '111111111111' } }),
    ],
    silent: [goodRcp('everyone', tls), good('none in a service control policy')],
  },
  'rcp-not-action': {
    fires: [badRcp('NotAction', '/Statement/0/NotAction', { NotAction: 's3:GetObject' })],
    silent: [goodRcp('actions', tls), good('NotAction in a service control policy', { NotAction: 's3:GetObject' })],
  },
  'rcp-action-star': {
    fires: [badRcp('every action', '/Statement/0/Action', { ...tls, Action: '*' })],
    silent: [
      goodRcp('every action of a service', tls),
      goodRcp('RCPFullAWSAccess', { Effect: 'Allow' }),
      good('every action in a service control policy'),
    ],
  },
  'rcp-unsupported-service': {
    fires: [badRcp('a service without support', '/Statement/0/Action/1', { ...tls, Action: ['s3:*', 'ec2:*'] })],
    silent: [
      goodRcp('services with support', { ...tls, Action: ['s3:*', 'SQS:*', 'sts:AssumeRole'] }),
      good('any service in a service control policy', { Action: 'ec2:*' }),
    ],
  },
  'rcp-unconditional': {
    fires: [
      badRcp('a whole service, denied to all', '/Statement/0/Action', {
        Action: 's3:*',
        Resource: ['arn:*:s3:::logs', 'arn:*:s3:::logs/*'],
      }),
    ],
    silent: [
      goodRcp('a service with a condition', tls),
      goodRcp('single actions, denied to all', { Action: 's3:DeleteObject*' }),
      good('a whole service in a service control policy', { Action: 's3:*' }),
    ],
  },
};
