import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { findCrossings } from '../../../constructs/stack-set/crossings';
import { MemberTemplate } from '../../../constructs/stack-set/member-template';
import { aScene } from '../../support/a-stack-set';

describe('references between templates for member accounts and other stacks', () => {
  test('are found in both directions, each once, with what to do', () => {
    const { app, outer, template } = aScene();
    const [outside, inside] = [new Key(outer, 'Outside'), new Key(template, 'Inside')];
    new CfnTopic(template, 'Topic', { topicName: outside.keyId, displayName: `${outside.keyId} ${outer.stackId}` });
    new CfnTopic(outer, 'Topic', { topicName: inside.keyArn });
    expect(findCrossings(app)).toEqual([
      '[Outer/Template/Topic] refers to Outer/Outside/Resource (Ref), which is in another account: hand it to the ' +
        'template as a parameter',
      '[Outer/Template/Topic] refers to Outer (AWS::StackId), which is in another account: hand it to the template as a ' +
        'parameter',
      '[Outer/Topic] refers to Outer/Template/Inside/Resource (Arn), which a StackSet makes, and no value returns from ' +
        'there: give it a name that both sides know',
    ]);
  });

  test('are found from another stack, and from another template', () => {
    const { app, outer, template } = aScene();
    const { keyArn } = new Key(template, 'Key');
    new CfnOutput(new Stack(app, 'Audit'), 'Arn', { value: keyArn });
    new CfnOutput(new MemberTemplate(outer, 'Other', { description: 'Another' }), 'Arn', { value: keyArn });
    expect(findCrossings(app).map((line) => line.replace(/ refers .*/, ''))).toEqual([
      '[Outer/Other/Arn]',
      '[Audit/Arn]',
    ]);
  });

  test('are not those inside of a template, nor those between other stacks', () => {
    const { app, outer, template } = aScene();
    new CfnOutput(template, 'Arn', { value: new Key(template, 'Key').keyArn });
    new CfnOutput(new Stack(app, 'Audit'), 'Arn', { value: new Key(outer, 'Key').keyArn });
    expect(findCrossings(app)).toEqual([]);
  });
});
