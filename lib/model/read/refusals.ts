import { parse, join } from 'node:path';
import { formatNumber } from '../../report/words';
import type { Problem } from '../problem';

/** Why a file or a folder was not read. Its problems are reported at its start, because it has no lines. */
type Refusal = Omit<Problem, 'at'>;

/** The fix if it is the wrong folder. */
export const ANOTHER_FOLDER = 'name the folder of the configuration with `--organization DIR`';
const CONTENTS = 'a folder with `landing-zone.yaml` and `accounts/`';
const REPLACE_LINK = 'remove it, or replace it with the file';

function refuse(file: string, refusal: Refusal): Problem {
  return { ...refusal, at: { file, line: 1, column: 1 } };
}

export function emptyFolder(folder: string): Problem {
  return refuse(folder, {
    code: 'empty-folder',
    message: `the folder \`${folder}\` is empty`,
    allowed: CONTENTS,
    fix: `start from the example in the repository, or ${ANOTHER_FOLDER}`,
  });
}

export function missingLandingZone(file: string, hasOtherSuffix: boolean): Problem {
  return refuse(file, {
    code: 'missing-file',
    message: `\`${file}\` is missing`,
    allowed: CONTENTS,
    fix: hasOtherSuffix ? 'rename `landing-zone.yml` to `landing-zone.yaml`' : `create it, or ${ANOTHER_FOLDER}`,
  });
}

/** @param kind what the files of the folder are, in the plural: the folder's name */
export function strayFile(file: string, kind: string): Problem {
  const one = kind.replace(/s$/, '');
  const { dir, name, ext } = parse(file);
  const isYaml = /^\.ya?ml$/i.test(ext);
  return refuse(file, {
    code: 'stray-file',
    message: `\`${file}\` is not read: its name does not end in \`.yaml\``,
    allowed: `files named \`<${one}>.yaml\`, one for each ${one}`,
    fix: isYaml ? `rename it to \`${join(dir, `${name}.yaml`)}\`` : `move it out of \`${kind}/\``,
  });
}

export function notAFile(file: string, isFolder: boolean): Problem {
  return refuse(file, {
    code: 'not-a-file',
    message: `\`${file}\` is ${isFolder ? 'a folder' : 'not a regular file'}`,
    allowed: 'a YAML file',
    fix: 'rename it or move it away',
  });
}

export function fileTooLarge(file: string, bytes: number, maxBytes: number): Problem {
  return refuse(file, {
    code: 'file-too-large',
    message: `\`${file}\` is not read: it has ${formatNumber(bytes)} bytes`,
    allowed: `at most ${formatNumber(maxBytes)} bytes`,
    fix: 'check that it is the right file',
  });
}

export function unreadableFile(file: string, code: string): Problem {
  switch (code) {
    case 'ELOOP':
      return refuse(file, {
        code: 'symlink-loop',
        message: `\`${file}\` is a symbolic link that leads back to itself`,
        fix: REPLACE_LINK,
      });
    case 'ENOENT':
      return refuse(file, {
        code: 'dangling-link',
        message: `\`${file}\` is a symbolic link to nothing`,
        fix: REPLACE_LINK,
      });
    default:
      return refuse(file, {
        code: 'unreadable-file',
        message: `\`${file}\` cannot be read (${code})`,
        fix: 'check its permissions',
      });
  }
}

/** @param fix what to do if it is not a folder */
export function unreadableFolder(folder: string, code: string, fix: string): Problem {
  switch (code) {
    case 'ENOENT':
      return refuse(folder, { code: 'missing-folder', message: `the folder \`${folder}\` does not exist`, fix });
    case 'ENOTDIR':
      return refuse(folder, { code: 'not-a-folder', message: `\`${folder}\` is not a folder`, fix });
    case 'ELOOP':
      return refuse(folder, {
        code: 'symlink-loop',
        message: `\`${folder}\` is a symbolic link that leads back to itself`,
        fix,
      });
    default:
      return refuse(folder, {
        code: 'unreadable-folder',
        message: `\`${folder}\` cannot be read (${code})`,
        fix: 'check its permissions',
      });
  }
}
