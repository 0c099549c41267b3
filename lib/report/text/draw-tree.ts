import type { TreeNode } from '../report';
import { wrapNames } from '../words';
import type { TextWriter } from './text-writer';

const WIDTH = 100;

/** The lines of a tree, with its branches drawn. */
export function drawTree(roots: readonly TreeNode[], writer: TextWriter): readonly string[] {
  const draw = ({ label, items, children }: TreeNode, lead: string, indent: string): readonly string[] => [
    `${lead}${writer.inline(label)}`,
    ...wrapNames(items.map(writer.inline), WIDTH - indent.length).map(
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
