import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { App } from 'aws-cdk-lib';
import { describeCheckout } from '../lib/cli/input/git';
import { answersIn } from '../lib/cli/input/kept-answers';
import { printable } from '../lib/report/rendered';
import { synthesize } from '../lib/synthesize';

// The CDK validates templates in WebAssembly for some seconds: to optimize it takes longer than it saves.
setFlagsFromString('--liftoff-only');

const app = new App({
  autoSynth: false,
  stackTraces: false,
  // Of each construct, the CDK would note where it was made.
  context: { 'aws:cdk:disable-creation-stack-traces': true },
});
const folder = String(app.node.tryGetContext('organization') ?? 'organization');

process.exitCode = synthesize(app, {
  folder,
  revision: describeCheckout(folder),
  // Context is text when it comes from `cdk -c`, and JSON when it comes from a file.
  hasReports: String(app.node.tryGetContext('nagReport')) === 'true',
  hasVending: String(app.node.tryGetContext('vending')) === 'true',
  // As the CDK does without us: `cdk --no-validation` sets it.
  validatesTemplates: process.env['CDK_VALIDATION'] !== 'false',
  answers: answersIn(join(__dirname, '../node_modules/.cache/rampart'), process.version),
  err: (line) => {
    console.error(printable(line));
  },
});
