/**
 * `rampart plan` loads this before the app. It loads what the app needs while the plan still checks the configuration, and
 * then waits for a byte on standard input. If there is none, the app never runs, and nothing is written.
 */
import { readSync } from 'node:fs';
import 'cdk-nag';
import '../lib/synthesize';

if (readSync(0, Buffer.alloc(1)) === 0) process.exit(2);
