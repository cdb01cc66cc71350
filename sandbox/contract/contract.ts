import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import { isDateOnly } from '../dates.ts';
import { nameOf, type OpenApiSchema, type SchemaTable, toJsonSchema } from './json-schema.ts';

interface Operation {
  requestBody?: { content: Record<string, { schema: OpenApiSchema }> };
  responses: Record<string, { content?: Record<string, { schema: OpenApiSchema }> }>;
}

interface OpenApiFile {
  paths: Record<string, { post?: Operation }>;
  components: { schemas: SchemaTable };
}

/** One call of the official client and what came back. */
export interface Exchange {
  path: string;
  status: number;
  request: unknown;
  /** Parsed JSON, or the bytes of a document. */
  answer: unknown;
}

const json = 'application/json';
const maxViolations = 10;

/** What the official client already knows and the file of that day does not. */
const newerFields: Record<string, string[]> = {
  CreditSessionDocumentIncomeResult: ['num_i20s_uploaded'],
};

/** What Plaid's OpenAPI file says of requests, answers and webhooks. */
export class Contract {
  readonly #file: OpenApiFile;
  readonly #ajv = new Ajv({ allErrors: true, strict: false, validateSchema: false });
  readonly #learnt = new Set<string>();
  /** `TYPE/CODE` → names of the schemas that describe it; a processor's webhooks share codes with an Item's. */
  readonly #webhooks = new Map<string, string[]>();

  constructor(path: string) {
    this.#file = JSON.parse(readFileSync(path, 'utf8')) as OpenApiFile;
    this.#ajv.addFormat('date', isDateOnly);
    this.#ajv.addFormat('date-time', isDateTime);
    for (const format of ['url', 'uri']) {
      this.#ajv.addFormat(format, (text) => text === '' || URL.canParse(text));
    }
    for (const format of ['double', 'float', 'binary', 'email', 'uuid', 'cognito_id']) {
      this.#ajv.addFormat(format, true);
    }
    this.#indexWebhooks(this.#file.components.schemas);
  }

  /** The paths of all of Plaid's operations. */
  get paths(): string[] {
    return Object.keys(this.#file.paths);
  }

  /** What is wrong with an exchange; a request counts only when the sandbox has accepted it. */
  check({ path, status, request, answer }: Exchange): string[] {
    const operation = this.#file.paths[path]?.post;
    if (!operation) {
      return status === 404 ? [] : [`${path} is no operation of Plaid's`];
    }
    if (status !== 200) {
      return [
        ...(typeof answer === 'object' && answer !== null ? [] : ['the error is no object']),
        ...this.#validate('PlaidError', answer),
      ].map((problem) => `${path} ${status}: ${problem}`);
    }
    const asked = operation.requestBody?.content[json]?.schema;
    const answered = operation.responses['200']?.content?.[json]?.schema;
    return [
      ...(asked
        ? this.#validate(nameOf(asked.$ref ?? ''), request).map((text) => `request ${text}`)
        : []),
      ...(answered ? this.#validate(nameOf(answered.$ref ?? ''), answer) : []),
    ].map((problem) => `${path}: ${problem}`);
  }

  /** Every code the file describes must be sent as it describes it; codes it does not know are let through. */
  checkWebhook(body: Record<string, unknown>): string[] {
    const key = `${body.webhook_type}/${body.webhook_code}`;
    const outcomes = (this.#webhooks.get(key) ?? []).map((name) => this.#validate(name, body));
    const best = outcomes.toSorted((a, b) => a.length - b.length)[0] ?? [];
    return best.map((problem) => `webhook ${key}: ${problem}`);
  }

  #validate(name: string, value: unknown): string[] {
    this.#learn(name);
    const validate = this.#ajv.getSchema(name);
    if (!validate) {
      return [`the file has no schema ${name}`];
    }
    validate(value);
    return (validate.errors ?? []).slice(0, maxViolations).map(describe);
  }

  /** Takes up a schema and what it refers to. The file has three thousand, of which a test meets a few. */
  #learn(name: string): void {
    const schema = this.#file.components.schemas[name];
    if (!schema || this.#learnt.has(name)) {
      return;
    }
    this.#learnt.add(name);
    for (const field of newerFields[name] ?? []) {
      schema.properties = { [field]: {}, ...schema.properties };
    }
    const converted = toJsonSchema(schema, this.#file.components.schemas);
    this.#ajv.addSchema(converted, name);
    for (const [, reference = ''] of JSON.stringify(converted).matchAll(/"\$ref":"(\w+)"/g)) {
      this.#learn(reference);
    }
  }

  #indexWebhooks(table: SchemaTable): void {
    for (const [name, schema] of Object.entries(table)) {
      const type = readCode(schema.properties?.webhook_type);
      const code = readCode(schema.properties?.webhook_code);
      if (type !== null && code !== null) {
        // The file's examples show it in every webhook, also where the schema forgets it.
        schema.properties = { environment: {}, ...schema.properties };
        const key = `${type}/${code}`;
        this.#webhooks.set(key, [...(this.#webhooks.get(key) ?? []), name]);
      }
    }
  }
}

/** The file names a webhook's type and code in the description of the field: `ITEM`. */
function readCode(field: OpenApiSchema | undefined): string | null {
  return field?.description?.match(/^`"?([A-Z_]+)"?`/)?.[1] ?? null;
}

function describe(error: ErrorObject): string {
  const detail = error.params.additionalProperty ?? error.params.allowedValues ?? '';
  return `${error.instancePath || 'body'} ${error.message ?? ''} ${detail}`.trim();
}

function isDateTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text);
}
