import { boundaryOf, findLongBoundary } from '../../../../lib/analysis/assemble/boundary';
import { aBaseline } from '../../../support/a-baseline';
import { anOrganization } from '../../../support/an-organization';

const organization = anOrganization({ baseline: aBaseline() });

function withDeployment(count: number): typeof organization {
  const { platform } = organization;
  const deployment = Array.from({ length: count }, (_, index) => `arn:*:iam::*:role/deployment-of-team-${index}`);
  return { ...organization, platform: { ...platform, principals: { ...platform.principals, deployment } } };
}

test('a boundary of an organization with twenty patterns of platform roles fits', () => {
  expect(findLongBoundary(withDeployment(20))).toEqual([]);
  expect(JSON.stringify(boundaryOf(withDeployment(20)))).toContain('deployment-of-team-19');
});

test('a boundary that is too long is a problem of the section platform, with its length and what to do', () => {
  const [problem, ...others] = findLongBoundary(withDeployment(60));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ code: 'boundary-too-long', allowed: expect.stringContaining('6,144') as string });
  expect(problem?.message).toMatch(/has [67],\d{3} characters/);
  expect(problem?.fix).toContain('one pattern');
});

test('without a baseline nothing is deployed, and no length is wrong', () => {
  expect(findLongBoundary({ ...withDeployment(60), baseline: null })).toEqual([]);
});
