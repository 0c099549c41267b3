/** A text as lines of at most so many characters, broken between words. A longer word has a line of its own. */
export function wrapWords(text: string, width: number): readonly string[] {
  return text.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined) return [word];
    const longer = `${last} ${word}`;
    return longer.length <= width ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
}
