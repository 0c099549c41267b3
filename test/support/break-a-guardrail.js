// Loaded before the app, in its process: a guardrail that denies something other than its probes say.
'use strict';
// NODE_OPTIONS loads it before the app's own `--require`.
require('ts-node/register');
const { catalogue } = require('../../policies/catalogue');
const broken = catalogue.get('deny-leaving-organization');
catalogue.set(broken.id, {
  ...broken,
  statements: () => [{ Effect: 'Deny', Action: 'organizations:CloseAccount', Resource: '*' }],
});
