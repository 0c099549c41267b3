import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import * as ts from 'typescript';

/** A TypeScript file as the tests on structure see it. */
export interface Source {
  /** From the top of the repository, with slashes, such as `lib/iam/size.ts`. */
  readonly path: string;
  /** The names of the types that it declares and exports. Re-exports are not among them. */
  readonly exportedTypes: readonly string[];
  /** Every identifier in it, declared or used. */
  readonly identifiers: ReadonlySet<string>;
  /** The files that it imports, types included, as paths without `.ts`. Packages are not among them. */
  readonly imports: readonly string[];
}

/** Parses every TypeScript file in some folders of the repository. A folder that does not exist has no files. */
export function readSources(root: string, folders: readonly string[]): readonly Source[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((path) => `${folder}/${path.split(sep).join('/')}`)
        .filter((path) => path.endsWith('.ts') && !path.includes('node_modules/')),
    )
    .sort()
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

export function parseSource(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  const identifiers = new Set<string>();
  const imports = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) identifiers.add(node.text);
    const name = importedName(node);
    if (name?.startsWith('.') === true) imports.add(posix.join(posix.dirname(path), name));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { path, exportedTypes: exportedTypesOf(file), identifiers, imports: [...imports] };
}

/** What a node imports: `import … from`, `export … from`, `import(…)` of a value or a type. */
function importedName(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return textOf(node.arguments[0]);
  return undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function exportedTypesOf(file: ts.SourceFile): readonly string[] {
  const exportedLater = new Set(
    file.statements
      .filter(ts.isExportDeclaration)
      .filter(({ moduleSpecifier }) => moduleSpecifier === undefined)
      .flatMap(({ exportClause }) =>
        exportClause !== undefined && ts.isNamedExports(exportClause) ? exportClause.elements : [],
      )
      .map(({ propertyName, name }) => (propertyName ?? name).text),
  );
  return file.statements
    .filter(isTypeDeclaration)
    .filter(
      (declaration) =>
        declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true ||
        exportedLater.has(declaration.name?.text ?? ''),
    )
    .flatMap(({ name }) => (name === undefined ? [] : [name.text]));
}

function isTypeDeclaration(
  node: ts.Node,
): node is ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration | ts.EnumDeclaration {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node)
  );
}
