import 'server-only';
import { resolve } from 'node:path';
import type { CallExpression, Node } from 'typescript/unstable/ast';
import { isCallExpression, isIdentifier, isVariableStatement } from 'typescript/unstable/ast/is';
import { API, type Checker, SignatureKind, type Type } from 'typescript/unstable/sync';
import { isFile, ShapeWriter } from './shape-writer.ts';
import type { JsonSchema } from './wire.ts';

/** `GET /api/accounts` → what it answers; null: no body, or a file. */
export type Answers = {
  byRoute: Map<string, JsonSchema | null>;
  /** By the name of the type that the code has for it. */
  shapes: Record<string, JsonSchema>;
};

/**
 * What routes answer, read by the compiler from what their handlers return: so it is what the code says,
 * without a second description of it that could say something else.
 *
 * @param routes  `GET /api/accounts`
 */
export function describeAnswers(routes: readonly string[]): Answers {
  const api = new API({ cwd: process.cwd() });
  try {
    const config = resolve('tsconfig.json');
    const [project] = api.updateSnapshot({ openProject: config }).getProjects();
    if (!project) throw new Error('There is no tsconfig.json.');
    const { checker, program } = project;
    const writer = new ShapeWriter(checker);
    const byRoute = new Map<string, JsonSchema | null>();
    for (const name of routes) {
      const [method = '', path = ''] = name.split(' ');
      const file = program.getSourceFile(resolve(`app${path}/route.ts`));
      const call = file && findRoute(file.statements, method);
      if (!call)
        throw new Error(`${name} is not in its file as "export const ${method} = route(…)".`);
      byRoute.set(name, describeHandler(checker, call, writer));
    }
    return { byRoute, shapes: writer.shapes() };
  } finally {
    api.close();
  }
}

function findRoute(statements: Iterable<Node>, method: string): CallExpression | null {
  for (const statement of statements) {
    if (!isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!isIdentifier(name) || name.text !== method) continue;
      if (initializer && isCallExpression(initializer)) return initializer;
    }
  }
  return null;
}

function describeHandler(
  checker: Checker,
  call: CallExpression,
  writer: ShapeWriter,
): JsonSchema | null {
  const handler = call.arguments.at(-1);
  const type = handler && checker.getTypeAtLocation(handler);
  const [signature] = type ? checker.getSignaturesOfType(type, SignatureKind.Call) : [];
  const promise = signature && checker.getReturnTypeOfSignature(signature);
  if (!promise?.isTypeReference()) throw new Error('A handler returns a promise.');
  const [answer] = checker.getTypeArguments(promise);
  if (!answer || isBodiless(answer)) return null;
  return writer.write(answer);
}

/** Nothing, or a Response: a file. */
function isBodiless(answer: Type): boolean {
  return answer.isIntrinsicType() || isFile(answer);
}
