import type { TreeNode } from '../report';
import type { TextWriter } from './text-writer';

const WIDTH = 100;

/** The lines of a tree, with its branches drawn. */
export function drawTree(roots: readonly TreeNode[], writer: TextWriter): readonly string[] {
  const draw = ({ label, items, children }: TreeNode, lead: string, indent: string): readonly string[] => [
    `${lead}${writer.inline(label)}`,
    ...wrap(items.map(writer.inline), WIDTH - indent.length).map(
      (line) => `${indent}${children.length > 0 ? '│' : ' '}   ${writer.paint.tone('notice', line)}`,
    ),
    ...children.flatMap((child, index) =>
      index + 1 < children.length
        ? draw(child, `${indent}├── `, `${indent}│   `)
        : draw(child, `${indent}└── `, `${indent}    `),
    ),
  ];
  return roots.flatMap((root) => draw(root, '', ''));
}

/** Joins words with commas into lines of some width. */
function wrap(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + ', '.length + word.length <= width)
      lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(word);
  }
  return lines;
}
