import type { MachineState, MachineStates } from '../../../constructs/finisher/definition-states';
import { fillIn, isPresent, RUNTIME, StateError, valueAt, type Json, type Scope } from './paths';

/** A call of an operation of AWS. */
export interface Call {
  /** Such as `ec2:describeVpcs`. */
  readonly operation: string;
  readonly parameters: Readonly<Record<string, Json>>;
}

export interface Execution {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** All calls, also those that failed. */
  readonly calls: readonly Call[];
  /** Between attempts, in seconds. */
  readonly pauses: readonly number[];
}

export interface RunOptions {
  /** The Region of the state machine. */
  readonly region: string;
  /** Answers a call, or throws a `StateError`. */
  readonly answer: (call: Call) => Json;
}

/**
 * Executes a definition, as far as ours go: paths, not JSONata; no pauses; branches one after the other. `npm run finisher`
 * executes the same definition in another interpreter.
 */
export function runDefinition(definition: MachineStates, { region, answer }: RunOptions): Execution {
  const calls: Call[] = [];
  const pauses: number[] = [];
  const machine = {
    answer: (call: Call) => {
      calls.push(call);
      return answer(call);
    },
    pause: (seconds: number) => pauses.push(seconds),
  };
  const context = { StateMachine: { Id: `arn:aws:states:${region}:111111111111:stateMachine:finisher` } };
  try {
    return { status: 'SUCCEEDED', output: runStates(definition, { input: {}, context }, machine), calls, pauses };
  } catch (failure) {
    if (!(failure instanceof StateError)) throw failure;
    return { status: 'FAILED', error: failure.error, cause: failure.cause, calls, pauses };
  }
}

interface Machine {
  readonly answer: (call: Call) => Json;
  readonly pause: (seconds: number) => void;
}

function runStates({ StartAt, States: states }: MachineStates, { input, context }: Scope, machine: Machine): Json {
  let [name, current]: [string | undefined, Json] = [StartAt, input];
  while (name !== undefined) {
    const state: MachineState | undefined = states[name];
    if (state === undefined) throw new Error(`there is no state ${name}`);
    ({ next: name, output: current } = runState(state, { input: current, context }, machine));
  }
  return current;
}

interface Step {
  readonly next: string | undefined;
  readonly output: Json;
}

interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath: string | null;
  readonly Next: string;
}

function runState(state: MachineState, scope: Scope, machine: Machine): Step {
  const { Type, ResultPath = '$', ResultSelector, Catch = [] } = state as MachineState & StateFields;
  if (Type === 'Choice') return { next: nextOf(state, scope), output: scope.input };
  if (Type === 'Succeed') return { next: undefined, output: scope.input };
  if (Type === 'Fail') {
    const { Error: error, CausePath } = state;
    throw new StateError(String(error), (fillIn({ 'cause.$': CausePath }, scope) as { cause: string }).cause);
  }
  const next = state['Next'] as string | undefined;
  if (next === undefined && state['End'] !== true) throw new Error(`a state has neither Next nor End`);
  try {
    const result = resultOf(state, scope, machine);
    const kept = ResultSelector === undefined ? result : fillIn(ResultSelector, { ...scope, input: result });
    return { next, output: place(kept, ResultPath, scope.input) };
  } catch (failure) {
    if (!(failure instanceof StateError)) throw failure;
    const catcher = Catch.find(({ ErrorEquals }) => isAmong(failure, ErrorEquals));
    if (catcher === undefined) throw failure;
    const caught = { Error: failure.error, Cause: failure.cause };
    return { next: catcher.Next, output: place(caught, catcher.ResultPath, scope.input) };
  }
}

interface StateFields {
  readonly ResultPath?: string | null;
  readonly ResultSelector?: Json;
  readonly Catch?: readonly Catcher[];
}

function isAmong({ error }: StateError, names: readonly string[]): boolean {
  return error !== RUNTIME && (names.includes(error) || names.includes('States.ALL'));
}

function place(result: Json, path: string | null, input: Json): Json {
  if (path === null) return input;
  if (path === '$') return result;
  const { name } = /^\$\.(?<name>\w+)$/.exec(path)?.groups ?? {};
  if (name === undefined) throw new Error(`a ResultPath that this cannot read: ${path}`);
  return { ...(input as object), [name]: result };
}

function resultOf(state: MachineState, scope: Scope, machine: Machine): Json {
  switch (state.Type) {
    case 'Pass':
      return 'Parameters' in state ? fillIn(state['Parameters'], scope) : (state['Result'] ?? scope.input);
    case 'Task':
      return withRetries(state, machine, callOf(state, scope));
    case 'Parallel':
      return (state['Branches'] as readonly MachineStates[]).map((branch) => runStates(branch, scope, machine));
    case 'Map':
      return runMap(state, scope, machine);
    case 'Choice':
    case 'Succeed':
    case 'Fail':
      throw new Error(`a state of type ${state.Type} has no result`);
  }
}

function callOf({ Resource, Parameters }: MachineState, scope: Scope): Call {
  return {
    operation: String(Resource).replace('arn:aws:states:::aws-sdk:', ''),
    parameters: fillIn(Parameters, scope) as Call['parameters'],
  };
}

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly MaxAttempts: number;
}

function withRetries({ Retry = [] }: MachineState, machine: Machine, call: Call): Json {
  for (let attempt = 0; ; attempt += 1)
    try {
      return machine.answer(call);
    } catch (failure) {
      if (!(failure instanceof StateError)) throw failure;
      const retrier = (Retry as readonly Retrier[]).find(({ ErrorEquals }) => isAmong(failure, ErrorEquals));
      if (retrier === undefined || attempt >= retrier.MaxAttempts) throw failure;
      const { IntervalSeconds, BackoffRate, MaxDelaySeconds } = retrier;
      machine.pause(Math.min(IntervalSeconds * BackoffRate ** attempt, MaxDelaySeconds));
    }
}

function runMap(state: MachineState, scope: Scope, machine: Machine): Json {
  const items = valueAt(String(state['ItemsPath']), scope) as readonly Json[];
  return items.map((item) => {
    const context = { ...(scope.context as object), Map: { Item: { Value: item } } };
    const input = fillIn(state['ItemSelector'], { input: scope.input, context });
    return runStates(state['ItemProcessor'] as MachineStates, { input, context }, machine);
  });
}

type Test = Readonly<Record<string, Json>>;

function nextOf({ Choices, Default }: MachineState, scope: Scope): string {
  const rule = (Choices as readonly Test[]).find((one) => holds(one, scope));
  return String(rule === undefined ? Default : rule['Next']);
}

function holds({ And, Or, Variable, ...test }: Test, scope: Scope): boolean {
  if (And !== undefined) return (And as readonly Test[]).every((one) => holds(one, scope));
  if (Or !== undefined) return (Or as readonly Test[]).some((one) => holds(one, scope));
  const path = String(Variable);
  const [[operator, wanted] = ['', undefined]] = Object.entries(test).filter(([field]) => field !== 'Next');
  if (operator === 'IsPresent') return isPresent(path, scope) === wanted;
  const value = valueAt(path, scope);
  switch (operator) {
    case 'BooleanEquals':
    case 'StringEquals':
      return value === wanted;
    case 'IsString':
      return (typeof value === 'string') === wanted;
    case 'StringEqualsPath':
      return value === valueAt(String(wanted), scope);
    case 'StringMatches':
      return new RegExp(`^${String(wanted).replaceAll('*', '.*')}$`).test(String(value));
    case 'NumericGreaterThan':
      return Number(value) > Number(wanted);
    case 'NumericGreaterThanEquals':
      return Number(value) >= Number(wanted);
    default:
      throw new Error(`an operator that this does not know: ${operator}`);
  }
}
