import { main } from '../lib/cli/main';
import { processIo } from '../lib/cli/process-io';

void main(
  process.argv.slice(2),
  processIo(process, () => new Date()),
).then(({ exitCode }) => {
  process.exitCode = exitCode;
});
