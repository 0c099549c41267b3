// Loaded before the app, in its process: a guardrail that denies something else than its probes say.
'use strict';
// Node loads it by `--require`, before TypeScript is known.
require('../../bin/sources.js');
const { catalogue } = require('../../policies');
const broken = catalogue.get('deny-leaving-organization');
catalogue.set(broken.id, {
  ...broken,
  statements: () => [{ Effect: 'Deny', Action: 'organizations:CloseAccount', Resource: '*' }],
});
