import { CfnElement, type Stack } from 'aws-cdk-lib';

/** What synthesizes without a word, and fails or means something else in a member account. */
interface Trap {
  /** What the JSON of a part of the template contains. */
  readonly pattern: RegExp;
  readonly remedy: string;
}

const LOOKED_UP =
  'is looked up in the member account, where it is not: take a parameter that the StackSet gives a value';

const TRAPS: readonly Trap[] = [
  { pattern: /"(Fn::ImportValue|Fn::GetStackOutput)":/, remedy: LOOKED_UP },
  { pattern: /(\{\{resolve:[\w-]+)/, remedy: LOOKED_UP },
  { pattern: /"Type":"(AWS::SSM::Parameter::Value)/, remedy: LOOKED_UP },
  { pattern: /"(Fn::Transform)":/, remedy: 'is a macro, which no StackSet takes: write out what it makes' },
  {
    pattern: /"Type":"(AWS::CloudFormation::Stack)"/,
    remedy: 'is a nested stack, which no StackSet takes: use one template',
  },
];

/**
 * Finds what a template for member accounts may not contain, with the path of each place inside of the template.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs.html
 *
 * @param text the template as JSON
 * @param isWriteOnce whether the template may not have tags
 * @param foreignAccount a number that it may not contain
 */
export function findTraps(
  template: Stack,
  text: string,
  { isWriteOnce, foreignAccount }: { readonly isWriteOnce: boolean; readonly foreignAccount: string | undefined },
): readonly string[] {
  const foreign = foreignAccount === undefined ? [] : [namesAccount(foreignAccount)];
  const traps = [...TRAPS, ...foreign, ...(isWriteOnce ? [HAS_TAGS] : [])];
  const paths = pathsOf(template);
  return Object.entries(JSON.parse(text) as Record<string, object | string>).flatMap(([section, content]) => {
    if (section === 'Transform') return ['Transform calls macros, which no StackSet takes: write out what they make'];
    return Object.entries(content).flatMap(([logicalId, part]) => {
      const place = paths.get(logicalId) ?? `${section}/${logicalId}`;
      const json = JSON.stringify(part);
      return traps.flatMap(({ pattern, remedy }) => {
        const found = pattern.exec(json);
        return found === null ? [] : [`${found[1]} in ${place} ${remedy}`];
      });
    });
  });
}

const HAS_TAGS: Trap = {
  pattern: /"(Tags)":/,
  remedy: 'would change with the tags of the organization, and the template is written once: exclude it from them',
};

function namesAccount(account: string): Trap {
  return {
    pattern: new RegExp(`(?<!\\d)(${account})(?!\\d)`),
    remedy:
      'is the account of the stack around the template: use AWS::AccountId, a parameter, or `namesManagementAccount`',
  };
}

/** The path of each element inside of the stack by its logical id. */
function pathsOf(stack: Stack): ReadonlyMap<string, string> {
  const elements = stack.node.findAll().filter((node) => CfnElement.isCfnElement(node));
  return new Map(
    elements.map(({ logicalId, node }) => [
      String(stack.resolve(logicalId)),
      node.path.slice(stack.node.path.length + 1),
    ]),
  );
}
