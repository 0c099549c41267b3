import { anOrganization } from '../support/an-organization';
import { find } from './judge';

const guardrail = find('deny-iam-users');

function parameters(...paths: readonly string[]): unknown {
  const users = paths.map((path) => ({ path, owner: 'shop@example.com', reason: 'SES has no other way' }));
  return guardrail.parameters.parse({ users });
}

test('fails when a path is exempt by another', () => {
  const problems = guardrail.check?.(parameters('/ses-smtp/', '/ses-smtp/shop/'), anOrganization());
  expect(problems).toMatchObject([{ at: ['users', 1, 'path'] }]);
});

test('fails when it exempts a path that the same guardrail above does not', () => {
  const above = (id: string) => [{ guardrail: id, target: 'root', parameters: parameters() }];
  expect(guardrail.conflicts?.(parameters('/ses-smtp/'), above('deny-iam-users'))).toHaveLength(1);
  expect(guardrail.conflicts?.(parameters('/ses-smtp/'), above('deny-access-keys'))).toEqual([]);
});
