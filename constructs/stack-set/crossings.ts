import { CfnElement, DefaultTokenResolver, Reference, Stack, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { IPostProcessor, IResolvable, IResolveContext } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { MemberTemplate } from './member-template';

/**
 * Finds the references between a template for member accounts and any other stack, with their paths and the remedy.
 *
 * The CDK refuses such a reference with advice for stacks that it deploys. Call this when it has done so: resolving values
 * before aspects have run would fix what they may still change.
 */
export function findCrossings(root: IConstruct): readonly string[] {
  const elements = root.node.findAll().filter((node) => CfnElement.isCfnElement(node));
  const found = elements.flatMap((element) =>
    referencesOf(element).flatMap((reference) => {
      const [from, to] = [Stack.of(element), Stack.of(reference.target)];
      if (from === to || !(from instanceof MemberTemplate || to instanceof MemberTemplate)) return [];
      const what = `[${element.node.path}] refers to ${reference.target.node.path} (${reference.displayName})`;
      return [
        to instanceof MemberTemplate
          ? `${what}, which a StackSet makes, and no value returns from there: give it a name that both sides know`
          : `${what}, which is in another account: hand it to the template as a parameter`,
      ];
    }),
  );
  return [...new Set(found)];
}

function referencesOf(element: CfnElement): readonly Reference[] {
  const resolver = new Collector(new StringConcat());
  Tokenization.resolve(element._toCloudFormation(), { scope: element, resolver, preparing: true });
  return resolver.references;
}

/** Keeps the references among the values that it resolves. */
class Collector extends DefaultTokenResolver {
  readonly references: Reference[] = [];

  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) this.references.push(token);
    return super.resolveToken(token, context, postProcessor);
  }
}
