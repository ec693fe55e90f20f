import ts from "typescript";

/** One small change to a source file that a test ought to notice. */
export interface Mutant {
  /** From the product's root. */
  readonly file: string;
  readonly line: number;
  /** Offsets in the source, and what stands between them instead. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly what: string;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  "===": "!==",
  "!==": "===",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "&&": "||",
  "||": "&&",
  "+": "-",
};
/** Comparisons written as text, for the query builder. */
const SQL_COMPARISONS: Readonly<Record<string, string>> = {
  "=": "!=",
  "!=": "=",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  in: "not in",
};

/** Lists every mutant of a file: comparisons and booleans turned, conditions and where-clauses left out, states swapped or left out. */
export function listMutants(file: string, source: string, states: readonly string[]): readonly Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];

  function add(node: ts.Node | { start: number; end: number }, text: string, what: string): void {
    const start = "getStart" in node ? node.getStart(tree) : node.start;
    const end = "getStart" in node ? node.getEnd() : node.end;
    const line = tree.getLineAndCharacterOfPosition(start).line + 1;
    mutants.push({ file, line, start, end, text, what });
  }

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const sign = node.operatorToken.getText(tree);
      const other = COMPARISONS[sign];
      if (other !== undefined) add(node.operatorToken, other, `${sign} → ${other}`);
    }
    if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, "false", "true → false");
    if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, "true", "false → true");
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      add(node, node.operand.getText(tree), "! left out");
    if (ts.isIfStatement(node)) {
      add(node.expression, "false", `if (${short(node.expression)}) never`);
      add(node.expression, "true", `if (${short(node.expression)}) always`);
    }
    if (ts.isConditionalExpression(node)) {
      add(node.condition, "false", `${short(node.condition)} ? never`);
      add(node.condition, "true", `${short(node.condition)} ? always`);
    }
    if (ts.isExpressionStatement(node) && ts.isAwaitExpression(node.expression))
      add(node, ";", `left out: ${short(node)}`);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
      visitCall(node, node.expression);
    if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && node.elements.every(isState))
      for (const [index, element] of node.elements.entries()) {
        const others = node.elements.filter((_, other) => other !== index).map((each) => each.getText(tree));
        add(node, `[${others.join(", ")}]`, `${short(element)} left out of ${short(node)}`);
      }
    else if (
      isState(node) &&
      !ts.isArrayLiteralExpression(node.parent) &&
      !ts.isPropertyAssignment(node.parent)
    ) {
      const other = states[(states.indexOf(node.text) + 1) % states.length] ?? "";
      add(node, JSON.stringify(other), `${node.text} → ${other}`);
    }
    ts.forEachChild(node, visit);
  }

  function visitCall(node: ts.CallExpression, called: ts.PropertyAccessExpression): void {
    const name = called.name.text;
    if (["where", "orderBy", "onConflict", "limit"].includes(name)) {
      const from = called.expression.getEnd();
      add(
        { start: from, end: node.getEnd() },
        "",
        `.${name}(${node.arguments.map(short).join(", ")}) left out`,
      );
    }
    const [, sign] = node.arguments;
    if (name === "where" && sign !== undefined && ts.isStringLiteral(sign)) {
      const other = SQL_COMPARISONS[sign.text];
      if (other !== undefined) add(sign, JSON.stringify(other), `where ${sign.text} → ${other}`);
    }
  }

  const isState = (node: ts.Node): node is ts.StringLiteral =>
    ts.isStringLiteral(node) && states.includes(node.text);
  const short = (node: ts.Node): string => node.getText(tree).replace(/\s+/g, " ").slice(0, 60);

  visit(tree);
  return mutants;
}

/** The source with the mutant in it. */
export function applyMutant(source: string, { start, end, text }: Mutant): string {
  return source.slice(0, start) + text + source.slice(end);
}
