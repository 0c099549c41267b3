#!/usr/bin/env node
'use strict';
const { join } = require('node:path');
// Of this checkout, from any working directory and with any TS_NODE_PROJECT in the environment.
require('ts-node').register({ project: join(__dirname, '../tsconfig.json') });
require('./rampart.ts');
