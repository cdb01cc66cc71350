import 'server-only';

/** JSON Schema as far as we write it. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema | boolean;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  default?: unknown;
};

export type Parameter = {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: JsonSchema;
};

type Content = Record<string, { schema?: JsonSchema }>;

export type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  security: { token: string[] }[];
  parameters?: Parameter[];
  requestBody?: { required: true; content: Content };
  responses: Record<string, { description?: string; content?: Content; $ref?: string }>;
};

/** What is sent to an address of somebody's. */
export type WebhookOperation = {
  summary: string;
  parameters: {
    name: string;
    in: 'header';
    required: true;
    description: string;
    schema: JsonSchema;
  }[];
  requestBody: { required: true; content: Content };
  responses: Record<string, { description: string }>;
};

/** As far as our own document is read again. */
export type OpenApiDocument = {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: WebhookOperation }>;
  components: { schemas: Record<string, JsonSchema>; [other: string]: unknown };
};
