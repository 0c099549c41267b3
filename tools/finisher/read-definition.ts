import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Definition } from '../../constructs/finisher/definition';
import type { MachineState, MachineStates } from '../../constructs/finisher/definition-states';
import type { CheckedOrganization } from '../../lib/cli/input/read-organization';
import { buildApp } from '../../lib/app';
import { STACK_SETS } from '../../lib/model/names';

interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The definition of the state machine that an organization's own StackSet puts into each Region of its accounts. */
export function readDefinition({ organization, assembly }: CheckedOrganization): Definition | undefined {
  const outdir = mkdtempSync(join(tmpdir(), 'rampart-finisher-'));
  try {
    const { context } = JSON.parse(readFileSync(join(__dirname, '../../cdk.json'), 'utf8')) as { context: object };
    const app = new App({ autoSynth: false, stackTraces: false, outdir, context: { ...context } });
    buildApp(app, { organization, assembly });
    const templates = app.synth().stacks.map(({ templateFullPath }) => readFileSync(templateFullPath, 'utf8'));
    return templates.map((text) => definitionIn(JSON.parse(text) as Template)).find((found) => found !== undefined);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function definitionIn(template: Template): Definition | undefined {
  const [stackSet] = ofType(template, 'AWS::CloudFormation::StackSet').filter(
    ({ Properties }) => Properties['StackSetName'] === STACK_SETS.region,
  );
  if (stackSet === undefined) return undefined;
  const body = JSON.parse(String(stackSet.Properties['TemplateBody'])) as Template;
  const [machine] = ofType(body, 'AWS::StepFunctions::StateMachine');
  return machine === undefined ? undefined : (JSON.parse(String(machine.Properties['DefinitionString'])) as Definition);
}

function ofType({ Resources }: Template, type: string): readonly Resource[] {
  return Object.values(Resources).filter(({ Type }) => Type === type);
}

/** The definition with some of its states edited, wherever they are. */
export function withStates(
  definition: Definition,
  edit: (name: string, state: MachineState) => MachineState,
): Definition {
  const inStates = <Whole extends MachineStates>(whole: Whole): Whole => ({
    ...whole,
    States: Object.fromEntries(
      Object.entries(whole.States).map(([name, state]) => {
        const { Branches, ItemProcessor } = state as {
          Branches?: readonly MachineStates[];
          ItemProcessor?: MachineStates;
        };
        return [
          name,
          edit(name, {
            ...state,
            ...(Branches === undefined ? {} : { Branches: Branches.map(inStates) }),
            ...(ItemProcessor === undefined ? {} : { ItemProcessor: inStates(ItemProcessor) }),
          }),
        ];
      }),
    ),
  });
  return inStates(definition);
}
