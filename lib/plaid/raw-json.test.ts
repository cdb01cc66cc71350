import { expect, it } from 'vitest';
import { toRawJson } from './raw-json.ts';

it('keeps every field that says something, nested and unknown ones too', () => {
  const given = { a: 1.005, b: false, c: '', d: [{ e: 'x', f: null }, null], g: { h: null } };
  expect(JSON.parse(toRawJson(given))).toEqual({
    a: 1.005,
    b: false,
    c: '',
    d: [{ e: 'x' }, null],
    g: {},
  });
});

it('leaves out what PostgreSQL refuses, and nothing that only looks like it', () => {
  expect(toRawJson({ a: 'x\u0000y' })).toBe('{"a":"xy"}');
  expect(JSON.parse(toRawJson({ a: 'half \ud83d' }))).toEqual({ a: 'half \ufffd' });
  expect(JSON.parse(toRawJson({ a: '\\u0000 \ud83d\ude00' }))).toEqual({
    a: '\\u0000 \ud83d\ude00',
  });
});
