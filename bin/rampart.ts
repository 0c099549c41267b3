import { main } from '../lib/cli/main';
import { processIo } from '../lib/cli/process-io';

// The SDK warns that its later versions will need a later Node.js. Only whoever updates package.json needs to know.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

void main(
  process.argv.slice(2),
  processIo(process, () => new Date()),
).then(({ exitCode }) => {
  process.exitCode = exitCode;
});
