import type { RehearsalClients } from '../../../rehearsal/aws/clients';
import { aServer } from '../a-server';

/** A call as its server gets it. */
export interface RecordedCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The clients of a server that records each call, and answers by the name of the operation; else with nothing. */
export function aRecorder(answers: Readonly<Record<string, object>> = {}): {
  readonly clients: RehearsalClients;
  readonly calls: readonly RecordedCall[];
} {
  const calls: RecordedCall[] = [];
  const clients = aServer((command) => {
    const { input } = command as { readonly input: RecordedCall['input'] };
    const operation = (command as object).constructor.name.replace(/Command$/, '');
    calls.push({ operation, input });
    return Promise.resolve(answers[operation] ?? {});
  });
  return { clients, calls };
}
