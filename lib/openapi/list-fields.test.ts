import { expect, it } from 'vitest';
import { listFields } from './list-fields.ts';

const lines = (schema: Parameters<typeof listFields>[0]) =>
  listFields(schema).map(({ name, type, required }) => `${name}${required ? '' : '?'}: ${type}`);

it('says of each field what it is, and of nested ones where they stand', () => {
  const schema = {
    properties: {
      id: { type: 'string', format: 'uuid' },
      note: { type: ['null', 'string'] },
      of: { enum: ['in', 'out'] },
      rows: {
        type: 'array',
        items: { type: 'object', properties: { minor: { type: 'integer' } }, required: ['minor'] },
      },
      money: { anyOf: [{ type: 'null' }, { $ref: '#/components/schemas/Money' }] },
    },
    required: ['id', 'rows'],
  };
  expect(lines(schema)).toEqual([
    'id: id',
    'note?: text or null',
    'of?: one of in, out',
    'rows: list of object',
    'rows[].minor: whole number',
    'money?: Money or null',
  ]);
  expect(listFields(schema).at(-1)?.shapes).toEqual(['Money']);
});

it('names a field of several shapes once, and asks for it where all of them do', () => {
  const by = (name: string, type: string) => ({
    properties: { kind: { const: name }, amount: { type }, [name]: { type: 'string' } },
    required: ['kind', 'amount', name],
  });
  expect(lines({ anyOf: [by('card', 'number'), by('cash', 'string'), { type: 'null' }] })).toEqual([
    'kind: "card" or "cash"',
    'amount: number or text',
    'card?: text',
    'cash?: text',
  ]);
});

it('goes no deeper than a reader follows', () => {
  let schema: object = { type: 'string' };
  for (const name of ['e', 'd', 'c', 'b', 'a', 'z']) {
    schema = { type: 'object', properties: { [name]: schema } };
  }
  expect(listFields(schema).map(({ name }) => name)).toEqual(['z', 'z.a', 'z.a.b', 'z.a.b.c']);
});
