import { parseSync, Visitor } from 'oxc-parser';

/**
 * What a source file imports, as it is written there: values, types, re-exports, `import()`, and `import('…')`
 * in a type. An `import()` whose argument is no plain text is given as `import(…)`.
 */
export function importsOf(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error) throw new SyntaxError(`${file}: ${error.message}`);
  const found: string[] = [];
  const add = (from: Literal | null): void => {
    if (from) found.push(from.value);
  };
  new Visitor({
    ImportDeclaration: ({ source: from }) => add(from),
    ExportNamedDeclaration: ({ source: from }) => add(from),
    ExportAllDeclaration: ({ source: from }) => add(from),
    TSImportType: ({ source: from }) => add(from),
    ImportExpression: ({ source: from }) => found.push(textOf(from)),
  }).visit(program);
  return found;
}

interface Literal {
  readonly value: string;
}

function textOf(node: { readonly type: string }): string {
  const isText = node.type === 'Literal' && 'value' in node && typeof node.value === 'string';
  return isText ? String(node.value) : 'import(…)';
}
