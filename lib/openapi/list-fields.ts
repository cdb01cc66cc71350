import 'server-only';
import type { FieldDto } from './contract.ts';
import type { JsonSchema } from './wire.ts';

/** What is nested deeper is said to be an object. */
const deepest = 3;
/** So many words of a list are named; the document has all. */
const namedWords = 12;

/** A schema as lines to read: each field with what it is, those of nested objects beneath it. */
export function listFields(schema: JsonSchema, prefix = '', depth = 0): FieldDto[] {
  const variants = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null');
  if (variants.length > 0 && !schema.properties) return listVariants(variants, prefix, depth);
  return Object.entries(schema.properties ?? {}).flatMap(([name, each]) => {
    const line: FieldDto = {
      name: prefix + name,
      type: describeType(each),
      shapes: [...new Set(listShapeNames(each))],
      required: schema.required?.includes(name) ?? false,
      description: each.description ?? null,
    };
    return [line, ...listNested(each, prefix + name, depth)];
  });
}

/** Of several shapes each field once, required where it is in all. */
function listVariants(variants: JsonSchema[], prefix: string, depth: number): FieldDto[] {
  const all = variants.map((each) => listFields(each, prefix, depth));
  const names = [...new Set(all.flat().map(({ name }) => name))];
  return names.flatMap((name) => {
    const each = all.flatMap((fields) => fields.filter((field) => field.name === name));
    const [first] = each;
    if (!first) return [];
    const types = [...new Set(each.map(({ type }) => type))].join(' or ');
    const required = each.length === variants.length && each.every((field) => field.required);
    const shapes = [...new Set(each.flatMap((field) => field.shapes))];
    return [{ ...first, type: types, shapes, required }];
  });
}

function listNested(schema: JsonSchema, name: string, depth: number): FieldDto[] {
  if (depth >= deepest) return [];
  if (typeof schema.items === 'object') return listNested(schema.items, `${name}[]`, depth);
  if (schema.properties) return listFields(schema, `${name}.`, depth + 1);
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter((each) => isOpen(each));
  return choices.length > 0 ? listFields({ anyOf: choices }, `${name}.`, depth + 1) : [];
}

const isOpen = ({ properties, anyOf, oneOf }: JsonSchema) => Boolean(properties ?? anyOf ?? oneOf);

function listShapeNames(schema: JsonSchema): string[] {
  const own = schema.$ref?.split('/').at(-1);
  const inner = [
    ...(schema.anyOf ?? schema.oneOf ?? []),
    ...(schema.prefixItems ?? []),
    ...[schema.items, schema.additionalProperties].filter((each) => typeof each === 'object'),
  ];
  return [...(own ? [own] : []), ...inner.flatMap(listShapeNames)];
}

const words: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'yes or no',
  null: 'null',
  object: 'object',
};

function describeType(schema: JsonSchema): string {
  const { $ref, type, items, anyOf, oneOf, format, additionalProperties } = schema;
  if ($ref) return $ref.split('/').at(-1) ?? '';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return describeWords(schema.enum);
  const choices = anyOf ?? oneOf;
  if (choices) return [...new Set(choices.map(describeType))].sort(nullLast).join(' or ');
  if (schema.prefixItems) return `list of ${schema.prefixItems.map(describeType).join(', ')}`;
  if (type === 'array')
    return `list of ${typeof items === 'object' ? describeType(items) : 'anything'}`;
  if (typeof additionalProperties === 'object')
    return `object of ${describeType(additionalProperties)}`;
  if (format) return describeFormat(format);
  const types = [type ?? []].flat().map((each) => words[each] ?? each);
  return types.sort(nullLast).join(' or ') || 'anything';
}

function describeWords(values: unknown[]): string {
  const named = values.slice(0, namedWords).map((each) => String(each));
  const more = values.length - named.length;
  return `one of ${named.join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

function describeFormat(format: string): string {
  const known: Record<string, string> = { uuid: 'id', date: 'date', 'date-time': 'time' };
  return known[format] ?? format;
}

const nullLast = (a: string, b: string) => Number(a === 'null') - Number(b === 'null');
