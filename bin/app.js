#!/usr/bin/env node
// Runs the TypeScript sources as they are: a stale build of a guardrail must be impossible.
'use strict';
require('ts-node').register({ dir: __dirname });
require('./app.ts');
