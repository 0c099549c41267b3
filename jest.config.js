/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testEnvironment: '<rootDir>/test/runner/bare-environment.js',
  testRunner: '<rootDir>/test/runner/bare-runner.js',
  testSequencer: '<rootDir>/test/runner/slow-first.js',
  transform: {},
  // By default, Jest leaves one core free: on two cores, that takes twice as long.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
