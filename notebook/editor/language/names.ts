/** Which names does a cell declare at its top level, values and types alike? */
import ts from "typescript6";

export interface TopLevelNames {
  /** All that the cell declares; other cells may use them. */
  declared: Set<string>;
  /** Those of them that the cell exports by itself. */
  exported: Set<string>;
}

/** Reads the names of many sources, and parses again only those that the last reading did not have. */
export function createNameReader(): (sources: string[]) => TopLevelNames[] {
  let last = new Map<string, TopLevelNames>();
  return (sources) => {
    const names = sources.map((source) => last.get(source) ?? topLevelNames(source));
    last = new Map(sources.map((source, at) => [source, names[at]!]));
    return names;
  };
}

function topLevelNames(source: string): TopLevelNames {
  const { statements } = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ESNext);
  return { declared: new Set(statements.flatMap(namesOfStatement)), exported: new Set(statements.flatMap(exportsOfStatement)) };
}

function exportsOfStatement(statement: ts.Statement): string[] {
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
  }
  const exported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return exported ? namesOfStatement(statement) : [];
}

function namesOfStatement(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => namesOfBinding(name));
  if (ts.isImportDeclaration(statement)) return namesOfImport(statement.importClause);
  if (ts.isModuleDeclaration(statement)) return ts.isIdentifier(statement.name) && statement.name.text !== "global" ? [statement.name.text] : [];
  const named =
    ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) || ts.isEnumDeclaration(statement) || ts.isImportEqualsDeclaration(statement);
  return named && statement.name?.text ? [statement.name.text] : [];
}

function namesOfBinding(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return name.text ? [name.text] : [];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOfBinding(element.name)));
}

function namesOfImport(clause: ts.ImportClause | undefined): string[] {
  if (!clause) return [];
  const { name, namedBindings: bindings } = clause;
  const rest = !bindings ? [] : ts.isNamespaceImport(bindings) ? [bindings.name] : bindings.elements.map((element) => element.name);
  return [...(name ? [name] : []), ...rest].map(({ text }) => text);
}
