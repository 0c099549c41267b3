import { CfnOutput, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { MemberTemplate } from '../../../constructs/stack-set/member-template';
import { writeTemplates } from '../../../lib/stacks/write-templates';
import { anApp } from '../../support/synthesize';

function aStackWithTemplate() {
  const app = anApp();
  const outer = new Stack(app, 'Outer', { env: { account: '111111111111', region: 'eu-central-1' } });
  const template = new MemberTemplate(outer, 'Template', { description: 'For members' });
  const lines: string[] = [];
  return { app, outer, template, lines, write: () => writeTemplates(app, (line) => lines.push(line)) };
}

describe('writing the templates', () => {
  test('succeeds without a word', () => {
    const { write, lines } = aStackWithTemplate();
    expect([write(), lines]).toEqual([true, []]);
  });

  test('fails with what the constructs refuse', () => {
    const { template, write, lines } = aStackWithTemplate();
    new CfnOutput(template, 'Out', { value: Fn.importValue('a') });
    expect(write()).toBe(false);
    expect(lines).toEqual([expect.stringMatching(/\n {2}\[Outer\/Template\] Fn::ImportValue in Out [^\n]+$/)]);
  });

  test('fails with every reference between a template and another stack, and not with the advice of the CDK', () => {
    const { outer, template, write, lines } = aStackWithTemplate();
    new CfnOutput(template, 'Inside', { value: new Key(outer, 'Key').keyArn });
    new CfnOutput(outer, 'Outside', { value: new Key(template, 'Key').keyArn });
    expect(write()).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(/^\[Outer\/Template\/Inside\] refers to Outer\/Key\/Resource /),
      expect.stringMatching(/^\[Outer\/Outside\] refers to Outer\/Template\/Key\/Resource /),
    ]);
  });

  test('throws what is no finding', () => {
    const { app, outer, write } = aStackWithTemplate();
    const elsewhere = new Stack(app, 'Elsewhere', { env: { account: '222222222222' } });
    new CfnOutput(elsewhere, 'Out', { value: new CfnResource(outer, 'Topic', { type: 'AWS::SNS::Topic' }).ref });
    expect(write).toThrow('explicit region');
  });
});
