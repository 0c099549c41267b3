import { findLongPermissionSets } from '../../../../lib/analysis/assemble/permission-set-size';
import { MAXIMUM_INLINE_POLICY, sizeWithoutSpaces } from '../../../../lib/iam/size';
import { identityPolicies } from '../../../../policies/identity/policies';
import { aBaseline } from '../../../support/a-baseline';
import { anOrganization } from '../../../support/an-organization';

const organization = anOrganization({ baseline: aBaseline() });

function withDeployment(count: number): typeof organization {
  const { platform } = organization;
  const deployment = Array.from({ length: count }, (_, index) => `arn:*:iam::*:role/deployment-of-team-${index}`);
  return { ...organization, platform: { ...platform, principals: { ...platform.principals, deployment } } };
}

test.each([...identityPolicies.keys()])('the policy of %s leaves room for 700 characters of an organization', (id) => {
  const document = identityPolicies.get(id)?.document(organization);
  expect(document && sizeWithoutSpaces(document)).toBeLessThan(MAXIMUM_INLINE_POLICY - 700);
});

test('white space does not count', () => {
  const document = { Version: '2012-10-17' as const, Statement: [{ Effect: 'Allow' as const, Sid: 'a b' }] };
  expect(sizeWithoutSpaces(document)).toBe(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Sid":"ab"}]}'.length,
  );
});

test('policies of an organization with twenty patterns of platform roles fit', () => {
  expect(findLongPermissionSets(withDeployment(20))).toEqual([]);
});

test('a policy that is too long is a problem of the section platform, with its length and what to do', () => {
  const problems = findLongPermissionSets(withDeployment(60));
  expect(problems.map(({ message }) => /`(.*?)`/.exec(message)?.[1])).toContain('developer');
  expect(problems[0]).toMatchObject({
    code: 'permission-set-too-long',
    allowed: expect.stringContaining('10,240') as string,
    fix: expect.stringContaining('one pattern') as string,
  });
});

test('where no permission set, partner or role of the platform has them, no length is wrong', () => {
  expect(findLongPermissionSets({ ...withDeployment(60), baseline: null })).toEqual([]);
});
