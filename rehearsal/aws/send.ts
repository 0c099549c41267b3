import { MODULES, type RehearsalClients } from './clients';

type Modules = typeof MODULES;
type Service = keyof Modules;

/** The SDK has a class for each operation: `CreateUserCommand` for `CreateUser`. */
type CommandsOf<S extends Service> = {
  [Name in keyof Modules[S] as Name extends `${infer Operation}Command` ? Operation : never]: Modules[S][Name];
};

/** An operation of a service's API, such as `iam:CreateUser`. */
export type Operation = { [S in Service]: `${S}:${keyof CommandsOf<S> & string}` }[Service];

type ServiceOf<O extends Operation> = O extends `${infer S extends Service}:${string}` ? S : never;

type CommandOf<O extends Operation> = O extends `${infer S extends Service}:${infer Name}`
  ? Name extends keyof CommandsOf<S>
    ? CommandsOf<S>[Name] extends new (...input: never) => infer Command
      ? Command
      : never
    : never
  : never;

export type InputOf<O extends Operation> = CommandOf<O> extends { readonly input: infer Input } ? Input : never;

export type OutputOf<O extends Operation> =
  CommandOf<O> extends {
    resolveMiddleware(...options: never): (...call: never) => Promise<{ readonly output: infer Output }>;
  }
    ? Output
    : never;

/** Sends one operation with the caller's clients. */
export async function send<O extends Operation>(
  clients: Pick<RehearsalClients, ServiceOf<O>>,
  operation: O,
  input: InputOf<O>,
): Promise<OutputOf<O>> {
  const [service, name] = operation.split(':') as [ServiceOf<O>, string];
  const commands = MODULES[service] as unknown as Readonly<Record<string, new (input: unknown) => object>>;
  const Command = commands[`${name}Command`];
  if (Command === undefined) throw new Error(`the SDK has no operation ${operation}`);
  const client: { send(command: object): Promise<unknown> } = clients[service];
  return (await client.send(new Command(input))) as OutputOf<O>;
}
