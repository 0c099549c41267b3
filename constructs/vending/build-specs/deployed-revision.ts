/**
 * Sets `DEPLOYED` to the commit that was deployed last, or to an empty text if there is none: the stack does not exist yet, or
 * what was deployed was no commit. Fails where AWS does not answer.
 *
 * @param stack the stack whose output `Revision` says it
 */
export function readDeployedRevision(stack: string): string {
  return [
    `DEPLOYED=$(aws cloudformation describe-stacks --stack-name ${stack} --output text \\`,
    `  --query "Stacks[0].Outputs[?OutputKey=='Revision'].OutputValue" 2> /tmp/deployed.txt) \\`,
    `  || { cat /tmp/deployed.txt; grep -q 'does not exist' /tmp/deployed.txt; }`,
  ].join('\n');
}

/** Empties `DEPLOYED` if it is no commit of the repository, such as one with changes that nobody committed. */
export const KEEP_ONLY_COMMITS =
  '{ [[ $DEPLOYED =~ ^[0-9a-f]{40}$ ]] && git cat-file -e "$DEPLOYED^{commit}"; } || DEPLOYED=';
