#!/usr/bin/env node
'use strict';
require('./compile.js');

process.setSourceMapsEnabled(true);
require('./rampart.ts');
