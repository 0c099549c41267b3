import type { Decision } from '../../analysis/evaluate/request-line';

/** Why no guardrail binds a caller. */
export const EXEMPT: Readonly<Record<NonNullable<Decision['exempt']>, string>> = {
  'management-account': 'no service or resource control policy binds the management account',
  'service-linked-role': 'no guardrail binds service-linked roles',
  'service-principal': 'no service control policy binds services',
  'outside-organization': 'no service control policy of this organization binds callers from outside of it',
  'never-denied-action': 'no policy can deny this action',
};
