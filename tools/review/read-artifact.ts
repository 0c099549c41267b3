import { unzipSync } from 'fflate';
import type { Problem } from '../../lib/model/problem';
import { formatNumber } from '../../lib/report/words';

/** A proposal that cannot be judged, with the reason for its author. */
export class Rejected extends Error {
  override readonly name = 'Rejected';

  /** What is wrong with the proposed file, where the message is about that. */
  readonly problems: readonly Problem[];

  constructor(message: string, problems: readonly Problem[] = []) {
    super(message);
    this.problems = problems;
  }
}

export const ARTIFACT = 'guardrails';
const FILE = 'guardrails.json';

/** Enough for thousands of accounts, and too little to fill a disk. */
export const MOST_ZIPPED_BYTES = 4 * 1024 * 1024;
const MOST_BYTES = 32 * 1024 * 1024;

/** The one file in an artifact. Nothing is written to disk, so its name can do no harm. */
export function readArtifact(zipped: Uint8Array): Uint8Array {
  if (zipped.byteLength > MOST_ZIPPED_BYTES)
    throw new Rejected(`The artifact is larger than ${formatNumber(MOST_ZIPPED_BYTES)} bytes.`);
  let entries = 0;
  const files = unzip(zipped, ({ name, originalSize }) => {
    entries += 1;
    if (entries > 1 || name !== FILE) throw new Rejected(`The artifact must hold one file, ${FILE}, and nothing else.`);
    // The declared size is what is allocated: no more than that is ever unpacked, even if the archive has more.
    if (originalSize > MOST_BYTES) throw new Rejected(`${FILE} is larger than ${formatNumber(MOST_BYTES)} bytes.`);
    return true;
  });
  const file = files[FILE];
  if (file === undefined) throw new Rejected(`The artifact must hold one file, ${FILE}, and nothing else.`);
  return file;
}

type Filter = (file: { readonly name: string; readonly originalSize: number }) => boolean;

function unzip(zipped: Uint8Array, filter: Filter): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(zipped, { filter });
  } catch (error) {
    if (error instanceof Rejected) throw error;
    throw new Rejected('The artifact is not a ZIP archive that can be unpacked.');
  }
}
