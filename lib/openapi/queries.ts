import 'server-only';
import { scopeGroups } from '#lib/access-tokens/scopes';
import { AppError } from '#lib/errors';
import type { GroupDto, OperationDto, OperationLineDto, ShapeDto } from './contract.ts';
import { listFields } from './list-fields.ts';
import json from './openapi.json' with { type: 'json' };
import type { JsonSchema, OpenApiDocument, Operation } from './wire.ts';

const methods = ['get', 'post', 'patch', 'delete'] as const;

/** Written by `npm run openapi`. */
export function readDocument(): OpenApiDocument {
  return json as unknown as OpenApiDocument;
}

/** Every operation in a line, by the groups of the scopes. */
export function listOperations(): OperationLineDto[] {
  return scopeGroups.flatMap(({ name }) => operationsOf(name).map(toLine));
}

/** All that is to be known of one group. @throws AppError not_found */
export function readGroup(name: string): GroupDto {
  const group = scopeGroups.find((each) => each.name === name);
  if (!group) throw new AppError('not_found', 'The API has no such part.');
  const operations = operationsOf(name).map(toOperation);
  return { ...group, operations, shapes: listShapes(operations) };
}

type Placed = { method: string; path: string; operation: Operation };

/** What the group is called after comes first. */
function operationsOf(group: string): Placed[] {
  const isNamesake = ([path]: [string, unknown]) => path.startsWith(`/api/${group}`);
  const paths = Object.entries(readDocument().paths);
  const ordered = [...paths.filter(isNamesake), ...paths.filter((each) => !isNamesake(each))];
  return ordered.flatMap(([path, byMethod]) =>
    methods.flatMap((method) => {
      const operation = byMethod[method];
      if (!operation?.tags.includes(group)) return [];
      return [{ method: method.toUpperCase(), path, operation }];
    }),
  );
}

function toLine({ method, path, operation }: Placed): OperationLineDto {
  const { operationId: id, summary, tags, security } = operation;
  return { id, method, path, summary, group: tags[0] ?? '', scope: security[0]?.token[0] ?? '' };
}

function toOperation(placed: Placed): OperationDto {
  const { parameters = [], requestBody, responses } = placed.operation;
  const [mediaType, body] = Object.entries(requestBody?.content ?? {})[0] ?? [null, undefined];
  const [status, answer] = Object.entries(responses).find(([code]) => /^2\d\d$/.test(code)) ?? [];
  const schema = answer?.content?.['application/json']?.schema ?? null;
  return {
    ...toLine(placed),
    parameters: parameters.flatMap(({ name, in: place, required, schema: each }) => {
      const of = { properties: { [name]: each }, required: required ? [name] : [] };
      return listFields(of).map((field) => ({ ...field, place }));
    }),
    mediaType,
    body: body?.schema ? listFields(body.schema) : [],
    status: status ?? '200',
    answer: schema ? listFields(schema) : [],
    answerShape: nameOfRef(schema),
    isFile: schema === null && status !== '204',
  };
}

/** The named types that operations answer with, and those that are in them. */
function listShapes(operations: readonly OperationDto[]): ShapeDto[] {
  const { schemas } = readDocument().components;
  const waiting = operations.flatMap(({ answer, answerShape }) => [
    ...(answerShape ? [answerShape] : []),
    ...answer.flatMap(({ shapes }) => shapes),
  ]);
  const found = new Map<string, ShapeDto>();
  for (const name of waiting) {
    const schema = schemas[name];
    if (!schema || found.has(name)) continue;
    const fields = listFields(schema);
    found.set(name, { name, description: schema.description ?? null, fields });
    waiting.push(...fields.flatMap(({ shapes }) => shapes));
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function nameOfRef(schema: JsonSchema | null): string | null {
  return schema?.$ref?.split('/').at(-1) ?? null;
}
