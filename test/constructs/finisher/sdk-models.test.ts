import type { Definition } from '../../../constructs/finisher/definition';
import type { MachineState } from '../../../constructs/finisher/definition-states';
import { aFinisher } from '../../support/a-finisher-definition';
import { faultsOfValue, hasError, hasPath, operationShapes } from '../../support/sdk-shapes';
import { allStates, withState } from '../../support/state-machine/all-states';

/*
 * What the definition sends and reads, held to the models of AWS's SDK. Step Functions calls by the SDK for Java, whose
 * names are the same but for their first letters.
 */

/** What is wrong with the calls of a definition. */
function faultsOf(definition: Definition): readonly string[] {
  const states = [...allStates(definition)];
  return states.flatMap(([name, state]) => (state.Type === 'Task' ? faultsOfTask(name, state, states) : []));
}

function faultsOfTask(
  name: string,
  state: MachineState,
  states: readonly (readonly [string, MachineState])[],
): readonly string[] {
  const operation = String(state['Resource']).replace('arn:aws:states:::aws-sdk:', '');
  const shapes = operationShapes(operation);
  if (shapes === undefined) return [`${name}: there is no operation ${operation}`];
  const read = [...pathsIn(state['ResultSelector'] ?? {}), ...readAfter(name, state, states)];
  return [
    ...faultsOfValue(state['Parameters'], shapes.input).map((fault) => `${name}: ${fault}`),
    ...read.filter((path) => !hasPath(shapes.output, path)).map((path) => `${name}: the answer has no ${path}`),
    ...errorsOf(state).flatMap((error) => (isError(error) ? [] : [`${name}: there is no error ${error}`])),
  ];
}

/** The paths in fields that are filled in. */
function pathsIn(fields: unknown): readonly string[] {
  return Object.values(fields as Readonly<Record<string, string>>).map(
    (value) => /\$[^),]*\)?\]?[\w.]*/.exec(value)?.[0] ?? value,
  );
}

/** What later conditions read of an answer that is kept whole: where, and at which state. */
const KEPT_WHOLE: Readonly<Record<string, { readonly at: string; readonly by: string }>> = {
  ReadEncryption: { at: '$', by: 'IsEncryptionOn' },
  ReadPasswordPolicy: { at: '$', by: 'IsPasswordPolicySet' },
  ReadContact: { at: '$.now', by: 'IsContactSet' },
};

function readAfter(
  name: string,
  state: MachineState,
  states: readonly (readonly [string, MachineState])[],
): readonly string[] {
  const { at, by } = KEPT_WHOLE[name] ?? {};
  if (at === undefined || state['ResultSelector'] !== undefined) return [];
  const text = JSON.stringify(states.find(([one]) => one === by)?.[1]);
  const paths = [...text.matchAll(/"Variable":"([^"]+)"/g)].map(([, path = '']) => path);
  return paths.map((path) => (path.startsWith(at) ? `$${path.slice(at.length)}` : path));
}

function errorsOf({ Retry = [], Catch = [] }: MachineState): readonly string[] {
  return [Retry, Catch].flatMap((rules) =>
    (rules as readonly { readonly ErrorEquals: readonly string[] }[]).flatMap(({ ErrorEquals }) => ErrorEquals),
  );
}

/** The SDK for Java has two errors of its own for each service: the general one, and one for what did not reach it. */
function isError(error: string): boolean {
  const [service = '', name = ''] = error.split('.');
  return (
    error === 'States.ALL' || name === 'SdkClientException' || name === `${service}Exception` || hasError(service, name)
  );
}

test('every call, every field that is read and every error is in the models of the SDK', () => {
  expect(faultsOf(aFinisher())).toEqual([]);
});

test('every answer that is kept whole is read where we think', () => {
  const whole = [...allStates(aFinisher())].flatMap(([name, { Type, ResultSelector, ResultPath, End, Resource }]) =>
    Type === 'Task' &&
    ResultSelector === undefined &&
    ResultPath !== null &&
    End !== true &&
    /:get/.test(String(Resource))
      ? [name]
      : [],
  );
  expect(whole.sort()).toEqual(Object.keys(KEPT_WHOLE).sort());
});

describe('a mistake is noticed', () => {
  const edited = (name: string, field: string, value: unknown): readonly string[] =>
    faultsOf(withState(aFinisher(), name, (state) => ({ ...state, [field]: value })));

  test.each([
    [
      'DeleteVpc',
      'Parameters',
      { 'Vpc.$': '$.vpc' },
      ['DeleteVpc: .VpcId is missing', 'DeleteVpc: .Vpc.$ is not known'],
    ],
    ['SetPasswordPolicy', 'Parameters', { HardExpiry: 'no' }, ['SetPasswordPolicy: .HardExpiry is of another type']],
    [
      'FindDefaultVpcs',
      'Parameters',
      { Filters: [{ Name: 'is-default', Values: 'true' }] },
      ['FindDefaultVpcs: .Filters[0].Values is no list'],
    ],
    [
      'FindDefaultVpcs',
      'ResultSelector',
      { 'vpcs.$': '$.Vpcs[*].Id' },
      ['FindDefaultVpcs: the answer has no $.Vpcs[*].Id'],
    ],
    [
      'FindRules',
      'ResultSelector',
      { 'egress.$': '$.SecurityGroupRules[?(@.Egress == true)].SecurityGroupRuleId' },
      ['FindRules: the answer has no $.SecurityGroupRules[?(@.Egress == true)].SecurityGroupRuleId'],
    ],
    [
      'DeleteVpc',
      'Resource',
      'arn:aws:states:::aws-sdk:ec2:removeVpc',
      ['DeleteVpc: there is no operation ec2:removeVpc'],
    ],
    [
      'ReadAlias',
      'Catch',
      [{ ErrorEquals: ['Kms.NoSuchKeyException'] }],
      ['ReadAlias: there is no error Kms.NoSuchKeyException'],
    ],
    [
      'IsContactSet',
      'Choices',
      [{ Variable: '$.now.AlternateContact.Phone', IsPresent: true }],
      ['ReadContact: the answer has no $.AlternateContact.Phone'],
    ],
  ])('in %s: %s', (name, field, value, faults) => {
    expect(edited(name, field, value)).toEqual(faults);
  });
});
