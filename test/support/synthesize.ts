import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { buildApp, type AppInput } from '../../lib/app';

const REPOSITORY = join(__dirname, '..', '..');

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Output {
  readonly Value: unknown;
  readonly Export?: { readonly Name: string };
}

export interface TemplateJson {
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, Output>>;
}

export interface SynthesizedStack {
  readonly id: string;
  /** The template, byte for byte. */
  readonly text: string;
  readonly template: TemplateJson;
  /** The ids of the stacks that are deployed before it. */
  readonly dependsOn: readonly string[];
  readonly terminationProtection: boolean | undefined;
  readonly environment: string;
  readonly stackName: string;
}

/** An app as the CDK's CLI would make it: with the context of `cdk.json`, but without validating the templates. */
export function anApp({ outdir, validate = false }: { outdir?: string; validate?: boolean } = {}): App {
  const { context } = JSON.parse(readFileSync(join(REPOSITORY, 'cdk.json'), 'utf8')) as { context: object };
  return new App({
    autoSynth: false,
    stackTraces: false,
    builtinCloudFormationValidation: validate,
    outdir,
    context: { ...context, 'aws:cdk:disable-creation-stack-traces': true },
  });
}

/** An empty stack of such an app. */
export function aStack(): Stack {
  return new Stack(anApp(), 'Stack', { env: { account: '111111111111', region: 'eu-central-1' } });
}

/** The stacks of the app, in the order in which they are deployed. */
export function synthesize(input: AppInput): readonly SynthesizedStack[] {
  const outdir = mkdtempSync(join(tmpdir(), 'rampart-'));
  try {
    const app = anApp({ outdir });
    buildApp(app, input);
    const { stacks } = app.synth();
    return stacks.map((stack) => {
      const text = readFileSync(stack.templateFullPath, 'utf8');
      return {
        id: stack.id,
        text,
        template: JSON.parse(text) as TemplateJson,
        dependsOn: stack.dependencies.map(({ id }) => id).filter((id) => stacks.some((other) => other.id === id)),
        terminationProtection: stack.terminationProtection,
        environment: stack.environment.name,
        stackName: stack.stackName,
      };
    });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** One stack of the app, by its id. */
export function requireStack(stacks: readonly SynthesizedStack[], id: string): SynthesizedStack {
  const stack = stacks.find((candidate) => candidate.id === id);
  if (stack === undefined) throw new Error(`no stack '${id}', only ${stacks.map((other) => other.id).join(', ')}`);
  return stack;
}

/** The resources of a type by their logical ids, in the order of the template. */
export function resourcesOf({ Resources }: TemplateJson, type: string): readonly (readonly [string, Resource])[] {
  return Object.entries(Resources).filter(([, resource]) => resource.Type === type);
}

/** The names of a template's exports, in the order of the template. */
export function exportNames({ Outputs = {} }: TemplateJson): readonly (string | undefined)[] {
  return Object.values(Outputs).map((output) => output.Export?.Name);
}

/** The template of one stack that a test has built by itself. */
export function templateOf(stack: Stack): TemplateJson {
  return Template.fromStack(stack).toJSON() as TemplateJson;
}
