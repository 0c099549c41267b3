import { unzipSync } from 'fflate';

/** Something about a proposal that nobody needs to look into further: a sentence for its author. */
export class Rejected extends Error {
  override readonly name = 'Rejected';
}

export const ARTIFACT = 'guardrails';
const FILE = 'guardrails.json';

/** Room for thousands of accounts, and little for whoever wants to fill a disk. */
export const MOST_ZIPPED_BYTES = 4 * 1024 * 1024;
const MOST_BYTES = 32 * 1024 * 1024;

/** The text of the one file in an artifact. Nothing is written anywhere, so that its name leads nowhere. */
export function readArtifact(zipped: Uint8Array): string {
  if (zipped.byteLength > MOST_ZIPPED_BYTES)
    throw new Rejected(`The artifact is larger than ${MOST_ZIPPED_BYTES.toLocaleString('en')} bytes.`);
  let entries = 0;
  const files = unzip(zipped, ({ name, originalSize }) => {
    entries += 1;
    if (entries > 1 || name !== FILE) throw new Rejected(`The artifact must hold one file, ${FILE}, and nothing else.`);
    // What is declared is set aside, and no more ever unpacked than fits, whatever follows in the archive.
    if (originalSize > MOST_BYTES)
      throw new Rejected(`${FILE} is larger than ${MOST_BYTES.toLocaleString('en')} bytes.`);
    return true;
  });
  const file = files[FILE];
  if (file === undefined) throw new Rejected(`The artifact must hold one file, ${FILE}, and nothing else.`);
  return new TextDecoder().decode(file);
}

type Filter = (file: { readonly name: string; readonly originalSize: number }) => boolean;

function unzip(zipped: Uint8Array, filter: Filter): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(zipped, { filter });
  } catch (error) {
    if (error instanceof Rejected) throw error;
    throw new Rejected('The artifact is no ZIP archive that can be unpacked.');
  }
}
