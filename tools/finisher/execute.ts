import { CreateStateMachineCommand, DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Definition } from '../../constructs/finisher/definition';
import { until } from '../../rehearsal/until';
import type { FinisherClients } from './clients';

/** What an execution says that it did. */
export interface Report {
  readonly changed: readonly Said[];
  readonly left: readonly Said[];
  readonly failed: readonly Said[];
}

export type Said = Readonly<Record<string, unknown>>;

export interface Execution {
  readonly status: string;
  readonly error: string | undefined;
  readonly report: Report;
}

/** Creates the state machine. The returned function executes it once. */
export async function createStateMachine(
  { sfn }: FinisherClients,
  definition: Definition,
): Promise<() => Promise<Execution>> {
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({
      name: 'rampart-finisher',
      definition: JSON.stringify(definition),
      roleArn: 'arn:aws:iam::123456789012:role/platform/finisher',
    }),
  );
  let count = 0;
  return async () => {
    count += 1;
    const start = new StartExecutionCommand({ stateMachineArn, name: `run-${count}`, input: '{}' });
    const { executionArn } = await sfn.send(start);
    const look = async () => {
      const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    };
    const ended = await until(look, { seconds: 60, pauseMs: 100 });
    if (ended === undefined) throw new Error('an execution did not end within a minute');
    const { status = '', output, error, cause } = ended;
    return { status, error, report: readReport(output ?? cause ?? '') };
  };
}

/** An execution that fails by itself has the report as its cause. */
function readReport(text: string): Report {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return { changed: [], left: [], failed: [{ what: text }] };
  }
}
