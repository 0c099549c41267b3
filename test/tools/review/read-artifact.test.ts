import { strToU8, zipSync } from 'fflate';
import { readArtifact, Rejected } from '../../../tools/review/read-artifact';

/** Where an entry of a ZIP archive's directory, the last thing but one in it, declares the size when unpacked. */
const [ENTRY, SIZE_IN_ENTRY] = [Buffer.from('PK\u0001\u0002', 'latin1'), 24];

/** An archive of many zeroes that declares another size. */
function forged(size: number): Uint8Array {
  const zipped = Buffer.from(zipSync({ 'guardrails.json': new Uint8Array(1024 * 1024) }));
  zipped.writeUInt32LE(size, zipped.lastIndexOf(ENTRY) + SIZE_IN_ENTRY);
  return zipped;
}

describe('the artifact of a proposal', () => {
  test('is the text of its one file', () => {
    expect(readArtifact(zipSync({ 'guardrails.json': strToU8('{"ü":1}') }))).toEqual(strToU8('{"ü":1}'));
  });

  test.each([0, 100])('that declares %d bytes and holds more is unpacked no further', (size) => {
    expect(readArtifact(forged(size))).toHaveLength(size);
  });

  test('that declares more than it may is not unpacked', () => {
    expect(() => readArtifact(forged(0xff_ff_ff_fe))).toThrow(Rejected);
  });
});
