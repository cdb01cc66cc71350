import 'server-only';
import type { z } from 'zod';
import type { TokenRoute } from '#lib/access-tokens/route-scopes';
import { scopeGroups, type TokenScope } from '#lib/access-tokens/scopes';
import type { RouteHandler } from '#lib/http/route';
import { type Answers, describeAnswers } from './describe-answers.ts';
import { summaries } from './summaries.ts';
import { toJsonSchema } from './to-json-schema.ts';
import type { JsonSchema, OpenApiDocument, Operation, Parameter } from './wire.ts';
import { writeWebhooks } from './write-webhooks.ts';

type Route = { path: string; method: string; handler: RouteHandler };

/**
 * What programs can ask, as OpenAPI 3.1: of each route that a token opens what it takes, from the schemas
 * that parse it, and what it answers, from the types that its handler returns.
 *
 * @param routes  all there are
 */
export function writeDocument(routes: readonly Route[]): OpenApiDocument {
  const open = routes
    .filter(({ handler }) => handler.meta.scope !== null)
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const answers = describeAnswers(open.map(nameOf));
  const paths: OpenApiDocument['paths'] = {};
  for (const route of open) {
    const address = route.path.replace(/\[(\w+)\]/g, '{$1}');
    paths[address] ??= {};
    paths[address][route.method.toLowerCase()] = writeOperation(route, answers);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Plumbline',
      version: '1',
      description:
        'What programs of your own can read and change, with a token that you make at Settings, API. Money is integer minor units: 1299 is 12.99 USD. Positive is money in. Dates are YYYY-MM-DD, times ISO 8601.',
    },
    servers: [{ url: '/' }],
    tags: scopeGroups.map(({ name, about }) => ({ name, description: `${about}.` })),
    paths,
    webhooks: writeWebhooks(),
    components: { schemas: { ...answers.shapes, ErrorBody: errorBody }, ...common },
  };
}

const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const methods = ['GET', 'POST', 'PATCH', 'DELETE'];
const placeOf = ({ method, path }: Route) => `${path} ${methods.indexOf(method)}`;

function writeOperation({ method, path, handler }: Route, answers: Answers): Operation {
  const { input, status, scope } = handler.meta;
  const name = `${method} ${path}` as TokenRoute;
  const parameters = [
    ...listParameters('path', input?.params),
    ...listParameters('query', input?.query),
  ];
  const body = writeBody(input);
  return {
    operationId: toOperationId(method, path),
    summary: summaries[name],
    tags: [groupOf(scope)],
    security: [{ token: [scope ?? ''] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: body } }),
    responses: {
      [status]: writeAnswer(answers.byRoute.get(name) ?? null, status),
      '401': refusal('Unauthenticated'),
      '403': refusal('Forbidden'),
      '429': refusal('TooOften'),
      '4XX': refusal('Refusal'),
    },
  };
}

const refusal = (name: string) => ({ $ref: `#/components/responses/${name}` });

function groupOf(scope: TokenScope | null): string {
  return scope?.split(':')[0] ?? '';
}

function writeAnswer(schema: JsonSchema | null, status: number): Operation['responses'][string] {
  if (status === 204) return { description: 'It is done.' };
  if (!schema) return { description: 'A file.', content: { '*/*': {} } };
  return { description: 'It is done.', content: { 'application/json': { schema } } };
}

type Input = RouteHandler['meta']['input'];

function writeBody(input: Input): NonNullable<Operation['requestBody']>['content'] | null {
  if (input?.body) return { 'application/json': { schema: toJsonSchema(input.body) } };
  return input?.mediaType ? { [input.mediaType]: {} } : null;
}

function listParameters(place: Parameter['in'], schema: z.ZodType | undefined): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toJsonSchema(schema);
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: each,
  }));
}

/** `GET /api/transactions/[transactionId]/tags` → `getTransactionsByTransactionIdTags` */
function toOperationId(method: string, path: string): string {
  const words = path
    .slice('/api/'.length)
    .split('/')
    .map((part) => part.replace(/^\[(\w+)\]$/, (_, name: string) => `by-${name}`))
    .flatMap((part) => part.split('-'));
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return method.toLowerCase() + words.map(capital).join('');
}

/** As lib/errors.ts has it. */
const errorBody: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', description: 'For programs.' },
        message: { type: 'string', description: 'For people.' },
        fields: {
          type: 'object',
          additionalProperties: { type: 'string' },
          description: 'What is wrong with each field that was sent.',
        },
        data: { type: 'object', description: 'Further facts.' },
      },
    },
  },
};

const errorContent = {
  'application/json': { schema: { $ref: '#/components/schemas/ErrorBody' } },
};
const challenge = { 'WWW-Authenticate': { schema: { type: 'string' } } };

/** What every route has in common. */
const common = {
  securitySchemes: {
    token: {
      type: 'http',
      scheme: 'bearer',
      description: 'A token that begins with plm_. The words beside it are the scopes it needs.',
    },
  },
  responses: {
    Refusal: { description: 'Nothing was changed: the message says why.', content: errorContent },
    Unauthenticated: {
      description: 'The token is not known, or has ended.',
      headers: challenge,
      content: errorContent,
    },
    Forbidden: {
      description: 'The token is not made for this, or its person may not do it.',
      headers: challenge,
      content: errorContent,
    },
    TooOften: {
      description: 'It was asked too often.',
      headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds.' } },
      content: errorContent,
    },
  },
};
