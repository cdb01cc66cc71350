/** A schema of an OpenAPI 3.0 file, as far as Plaid's uses the language. */
export interface OpenApiSchema {
  $ref?: string;
  allOf?: OpenApiSchema[];
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  properties?: Record<string, OpenApiSchema>;
  required?: string[];
  items?: OpenApiSchema;
  additionalProperties?: boolean | OpenApiSchema;
  description?: string;
  [keyword: string]: unknown;
}

export type SchemaTable = Record<string, OpenApiSchema>;

const prefix = '#/components/schemas/';
const plainKeywords = ['format', 'minimum', 'maximum', 'minItems', 'maxItems', 'minLength'];

/**
 * An OpenAPI schema as JSON Schema, where `nullable` is a type of its own. Plaid leaves every object open,
 * for fields to come; here an object that names fields has no others, so that what we send and Plaid does
 * not know is found.
 */
export function toJsonSchema(schema: OpenApiSchema, table: SchemaTable): Record<string, unknown> {
  if (schema.$ref !== undefined) {
    return { $ref: nameOf(schema.$ref) };
  }
  const flat = flatten(schema, table);
  const result: Record<string, unknown> = {};
  for (const keyword of plainKeywords) {
    if (flat[keyword] !== undefined) {
      result[keyword] = flat[keyword];
    }
  }
  const type = flat.type ?? (hasFields(flat) ? 'object' : undefined);
  if (type !== undefined) {
    result.type = flat.nullable ? [type, 'null'] : type;
  }
  if (flat.enum) {
    result.enum = flat.nullable ? [...new Set([...flat.enum, null])] : flat.enum;
  }
  if (flat.items) {
    result.items = toJsonSchema(flat.items, table);
  }
  return { ...result, ...describeFields(flat, table) };
}

/** The name of a component: references to components are the only ones. */
export function nameOf(reference: string): string {
  return reference.slice(prefix.length);
}

function findSchema(reference: string, table: SchemaTable): OpenApiSchema {
  const schema = table[nameOf(reference)];
  if (!schema) {
    throw new Error(`The OpenAPI file refers to ${reference}, which it does not contain.`);
  }
  return schema;
}

function describeFields(schema: OpenApiSchema, table: SchemaTable): Record<string, unknown> {
  const others = schema.additionalProperties;
  if (!hasFields(schema)) {
    return typeof others === 'object' ? { additionalProperties: toJsonSchema(others, table) } : {};
  }
  return {
    properties: Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, field]) => [
        name,
        toJsonSchema(field, table),
      ]),
    ),
    required: schema.required ?? [],
    additionalProperties: typeof others === 'object' ? toJsonSchema(others, table) : false,
  };
}

function hasFields(schema: OpenApiSchema): boolean {
  return Object.keys(schema.properties ?? {}).length > 0;
}

/** `allOf` as one object: closed parts would each refuse the fields of the others. */
function flatten(schema: OpenApiSchema, table: SchemaTable): OpenApiSchema {
  if (schema.$ref !== undefined) {
    return flatten(findSchema(schema.$ref, table), table);
  }
  const { allOf = [], ...own } = schema;
  const whole: OpenApiSchema = {};
  for (const part of [...allOf.map((each) => flatten(each, table)), own]) {
    Object.assign(whole, part, {
      nullable: whole.nullable === true || part.nullable === true,
      properties: { ...whole.properties, ...part.properties },
      required: [...new Set([...(whole.required ?? []), ...(part.required ?? [])])],
    });
  }
  return whole;
}
