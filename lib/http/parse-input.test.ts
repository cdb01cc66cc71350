import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '#lib/errors';
import { parseInput } from './parse-input.ts';

const one = z.strictObject({ id: z.uuid(), name: z.string().max(3) });
const schema = z.strictObject({
  list: z.array(z.strictObject({ mask: z.string() })).max(2),
  either: z.union([one, z.strictObject({ all: z.boolean() })]).optional(),
});

function fieldsOf(json: string): string[] {
  try {
    parseInput(schema, JSON.parse(json));
  } catch (error) {
    if (error instanceof AppError) return Object.keys(error.fields ?? {});
  }
  return ['nothing'];
}

describe('what is not valid is named', () => {
  it.each([
    ['{"list":[]}', 'nothing'],
    ['null', 'body'],
    ['{}', 'list'],
    ['{"list":[{"mask":1}]}', 'list.0.mask'],
    ['{"list":[{"mask":"1","role":1}]}', 'list.0.role'],
    ['{"list":[],"__proto__":{"operator":true}}', '__proto__'],
    ['{"list":[],"constructor":1}', 'constructor'],
    ['{"list":[],"hasOwnProperty":1}', 'hasOwnProperty'],
    ['{"list":[],"either":{"id":"x","name":"a"}}', 'either.id'],
    ['{"list":[],"either":{"all":1}}', 'either.all'],
    ['{"list":[{"mask":"a\\u0000"}]}', 'list.0.mask'],
    ['{"list":[{"mask":"a\\udc00"}]}', 'list.0.mask'],
    [`{"list":${'['.repeat(40)}${']'.repeat(40)}}`, 'list'],
    [`${'['.repeat(40)}${']'.repeat(40)}`, '0'],
  ])('%s: %s', (json, field) => {
    expect(fieldsOf(json)).toEqual([field]);
  });

  it('gives __proto__ as a field of its own, not as what an object is', () => {
    const parse = () => parseInput(schema, JSON.parse('{"list":[],"__proto__":{}}'));
    expect(parse).toThrow(
      expect.objectContaining({ fields: JSON.parse('{"__proto__":"This field is not known."}') }),
    );
  });
});
