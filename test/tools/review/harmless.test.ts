import { filesOfJudge } from '../../../tools/review/harmless';

describe('a changed file', () => {
  test.each([
    'organization/landing-zone.yaml',
    'organization/packing.lock.json',
    'organization/accounts/shop-production.yaml',
    'organization/applications/shop.yaml',
    'README.md',
    'CHANGELOG.md',
    'docs/review.md',
    'docs/decisions/0001-one-way-imports.md',
    'LICENSE',
  ])('is not part of the judge: %s', (file) => {
    expect(filesOfJudge([file])).toEqual([]);
  });

  test.each([
    'lib/app.ts',
    'policies/catalogue.ts',
    'constructs/organization/unit.ts',
    'bin/app.ts',
    'tools/review/judge.ts',
    'tools/generate.ts',
    'rehearsal/main.ts',
    'test/house.test.ts',
    'schemas/account.schema.json',
    '.github/workflows/ci.yml',
    '.github/actions/own/action.yml',
    '.ci/run',
    'cdk.json',
    'package.json',
    'package-lock.json',
    'npm-shrinkwrap.json',
    'rehearsal/package.json',
    'tsconfig.json',
    'jest.config.js',
    '.npmrc',
    '.nvmrc',
    '.gitattributes',
    '.gitmodules',
    'node_modules/zod/index.js',
    'docs/evil.js',
    'organization/.gitattributes',
    'organization/package.json',
    'organization/accounts/shop.yaml/index.js',
    'organization/accounts/.npmrc',
    'organization/applications/shop.js',
    'organization/applications/shop/index.yaml',
    'organization/accounts/a\nb.yaml',
    'ORGANIZATION/landing-zone.yaml',
    'lib/organization/landing-zone.yaml',
    'a file that nobody thought of',
  ])('is part of the judge: %j', (file) => {
    expect(filesOfJudge(['README.md', file])).toEqual([file]);
  });

  test('is part of the judge if it is not a plain file', () => {
    expect(filesOfJudge(['README.md', 'docs/review.md'], ['docs/review.md'])).toEqual(['docs/review.md']);
  });
});
