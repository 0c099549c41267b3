import { z } from 'zod';
import { parse } from 'yaml';
import { Command } from 'commander';
console.log(typeof z, typeof parse, typeof Command, performance.now());
