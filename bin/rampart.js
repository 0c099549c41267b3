#!/usr/bin/env node
'use strict';
require('./sources.js');
require('./rampart.ts');
