/**
 * Defines `adds_only_accounts COMMIT`: succeeds if nothing differs between that commit and this one but files of accounts that
 * are new here. Fails where Git cannot tell.
 *
 * Files are compared by their ids, and names as bytes: nothing that the repository holds can bend that.
 *
 * @param configuration the folder of the configuration, at the top of the repository
 */
export function addsOnlyAccounts(configuration: string): string {
  return [
    'adds_only_accounts() {',
    '  git ls-tree -rz --full-tree "$1" > /tmp/before.txt && git ls-tree -rz --full-tree HEAD > /tmp/after.txt || return 1',
    '  LC_ALL=C sort -zo /tmp/before.txt /tmp/before.txt && LC_ALL=C sort -zo /tmp/after.txt /tmp/after.txt || return 1',
    '  LC_ALL=C comm -z -23 /tmp/before.txt /tmp/after.txt > /tmp/gone.txt || return 1',
    '  LC_ALL=C comm -z -13 /tmp/before.txt /tmp/after.txt > /tmp/new.txt || return 1',
    '  [ ! -s /tmp/gone.txt ] || return 1',
    `  ! LC_ALL=C grep -qazvxE $'100644 blob [0-9a-f]+\\t${configuration}/accounts/[A-Za-z][A-Za-z0-9-]*\\\\.yaml' /tmp/new.txt`,
    '}',
  ].join('\n');
}
