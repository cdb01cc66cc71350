import 'server-only';
import {
  type Checker,
  type Symbol as Named,
  SymbolFlags,
  type Type,
  TypeFlags,
} from 'typescript/unstable/sync';
import type { JsonSchema } from './wire.ts';

const deepest = 24;

/** Writes types of the code as JSON Schema; what has a name there gets it here, once. */
export class ShapeWriter {
  readonly #checker: Checker;
  readonly #named = new Map<string, { of: number; schema: JsonSchema }>();

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  shapes(): Record<string, JsonSchema> {
    const entries = [...this.#named].map(([name, { schema }]) => [name, schema] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  write(type: Type, depth = 0): JsonSchema {
    if (depth > deepest) throw new Error(`${this.#checker.typeToString(type)} is nested too deep.`);
    const simple = writeSimple(type);
    if (simple) return simple;
    const name = this.#nameOf(type);
    if (name === null) return this.#writeInline(type, depth);
    const known = this.#named.get(name);
    if (known && known.of !== type.id) return this.#writeInline(type, depth);
    if (!known) {
      const entry = { of: type.id, schema: {} };
      // Before what is in it: a type may hold itself.
      this.#named.set(name, entry);
      const description = tidy(type.getAliasSymbol()?.getDocumentationComment(this.#checker) ?? '');
      Object.assign(entry.schema, this.#writeInline(type, depth), description && { description });
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** Of an object with a name of its own, that is not made of others as `Pick<…>` is. */
  #nameOf(type: Type): string | null {
    const alias = type.getAliasSymbol();
    if (!alias || type.getAliasTypeArguments().length > 0 || this.#checker.isArrayType(type))
      return null;
    const members = type.isUnionType() ? (type.getTypes() ?? []) : [type];
    return members.every((each) => writeSimple(each) === null) ? alias.name : null;
  }

  #writeInline(type: Type, depth: number): JsonSchema {
    if (type.isUnionType()) return this.#writeUnion(type.getTypes() ?? [], depth);
    if (this.#checker.isArrayType(type) && type.isTypeReference()) {
      const [item] = this.#checker.getTypeArguments(type);
      return { type: 'array', items: item ? this.write(item, depth + 1) : {} };
    }
    if (this.#checker.isTupleType(type) && type.isTypeReference()) {
      const prefixItems = this.#checker
        .getTypeArguments(type)
        .map((each) => this.write(each, depth + 1));
      return { type: 'array', prefixItems, minItems: prefixItems.length, items: false };
    }
    return this.#writeObject(type, depth);
  }

  #writeUnion(types: readonly Type[], depth: number): JsonSchema {
    const there = types.filter((each) => (each.flags & nothing) === 0 && !isFile(each));
    const texts = there.flatMap((each) => (each.isStringLiteralType() ? each.value : []));
    const rest = there.filter((each) => !each.isStringLiteralType());
    const written = rest.map((each) => this.write(each, depth + 1)).map(widenBoolean);
    const word = texts.sort();
    const all = [
      ...(word.length > 0 ? [word.length === 1 ? { const: word[0] } : { enum: word }] : []),
      ...new Map(written.map((each) => [JSON.stringify(each), each])).values(),
    ].sort(byText);
    return joinChoices(all);
  }

  #writeObject(type: Type, depth: number): JsonSchema {
    const properties: Record<string, JsonSchema> = {};
    const required: string[] = [];
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const value = this.#checker.getTypeOfSymbol(property);
      if (!value) throw new Error(`${property.name} has no type.`);
      properties[property.name] = this.#writeProperty(property, value, depth);
      if (!isOptional(property, value)) required.push(property.name);
    }
    const [index] = this.#checker.getIndexInfosOfType(type);
    const others = index && { additionalProperties: this.write(index.valueType, depth + 1) };
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
      ...others,
    };
  }

  #writeProperty(property: Named, value: Type, depth: number): JsonSchema {
    const description = tidy(property.getDocumentationComment(this.#checker));
    const schema = asWhole(property.name, this.write(value, depth + 1));
    return description ? { ...schema, description } : schema;
  }
}

const nothing = TypeFlags.Undefined | TypeFlags.Void;

/** Null for what is made of others. */
function writeSimple(type: Type): JsonSchema | null {
  if (type.isStringLiteralType() || type.isNumberLiteralType() || type.isBooleanLiteralType()) {
    return { const: type.value };
  }
  if (type.flags & (TypeFlags.String | TypeFlags.TemplateLiteral)) return { type: 'string' };
  if (type.flags & TypeFlags.Number) return { type: 'number' };
  if (type.flags & TypeFlags.Boolean) return { type: 'boolean' };
  if (type.flags & TypeFlags.Null) return { type: 'null' };
  if (type.flags & (TypeFlags.Any | TypeFlags.Unknown)) return {};
  return type.flags & nothing ? { type: 'null' } : null;
}

/** What a handler answers instead of JSON has no shape: it is whatever its media type says. */
export function isFile(type: Type): boolean {
  return type.getSymbol()?.name === 'Response';
}

function isOptional(property: Named, value: Type): boolean {
  const types = value.isUnionType() ? (value.getTypes() ?? []) : [value];
  return (
    (property.flags & SymbolFlags.Optional) !== 0 ||
    types.some((each) => (each.flags & TypeFlags.Undefined) !== 0)
  );
}

/** A union has `boolean` in it as its two values. */
function widenBoolean(schema: JsonSchema): JsonSchema {
  return typeof schema.const === 'boolean' ? { type: 'boolean' } : schema;
}

/** `string | null` is one schema; what is no more than a type joins the others. */
function joinChoices(all: JsonSchema[]): JsonSchema {
  const [first] = all;
  if (all.length === 1 && first) return first;
  const isPlain = (each: JsonSchema) =>
    typeof each.type === 'string' && Object.keys(each).length === 1;
  if (all.every(isPlain)) return { type: all.map((each) => String(each.type)) };
  return { anyOf: all };
}

/** Amounts are integers of minor units, which no type of the language says. */
function asWhole(name: string, schema: JsonSchema): JsonSchema {
  if (!/^minor$|Minor$|^count$|Count$/.test(name)) return schema;
  if (schema.type === 'number') return { ...schema, type: 'integer' };
  if (!Array.isArray(schema.type)) return schema;
  return { ...schema, type: schema.type.map((each) => (each === 'number' ? 'integer' : each)) };
}

/** As one line. */
function tidy(comment: string): string {
  return comment.replace(/\s+/g, ' ').trim();
}

function byText(a: JsonSchema, b: JsonSchema): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
