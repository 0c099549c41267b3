// Loaded before the app by `rampart plan`: gets ready what the app needs while the plan still checks the configuration,
// then waits for the plan's word to begin. Without it nothing runs, and nothing is written.
'use strict';
const { readSync } = require('node:fs');

require('./sources.js');
require('../lib/app.ts');
require('cdk-nag');

if (readSync(0, Buffer.alloc(1)) === 0) process.exit(2);
