/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  // By default, Jest leaves one core free: on two cores, that takes twice as long.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
