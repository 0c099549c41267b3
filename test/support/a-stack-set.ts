import { type App, Stack } from 'aws-cdk-lib';
import { MemberTemplate, type MemberTemplateProps } from '../../constructs/stack-set/member-template';
import { StackSet, type StackSetProps } from '../../constructs/stack-set/stack-set';
import { anApp } from './synthesize';

/** An app with one stack, in which a StackSet distributes one template, empty yet. */
export interface Scene {
  readonly app: App;
  readonly outer: Stack;
  readonly template: MemberTemplate;
  readonly stackSet: StackSet;
}

export function aScene(
  props: Partial<MemberTemplateProps> = {},
  stackSetProps: Partial<StackSetProps> = {},
  app = anApp(),
): Scene {
  const outer = new Stack(app, 'Outer', { env: { account: '111111111111', region: 'eu-central-1' } });
  const template = new MemberTemplate(outer, 'Template', { description: 'For members', ...props });
  const stackSet = new StackSet(outer, 'StackSet', {
    name: 'rampart-example',
    description: 'An example',
    template,
    rootId: 'r-ab12',
    regions: ['eu-central-1'],
    ...stackSetProps,
  });
  return { app, outer, template, stackSet };
}

/** What the synth of an app finds, one problem a line; empty: nothing. */
export function problemsOf(app: App): readonly string[] {
  try {
    app.synth();
    return [];
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ValidationFailedWithErrors')) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}
