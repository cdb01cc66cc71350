import { expect, it } from 'vitest';
import { readFields } from './read-body.ts';
import { readParams } from './read-params.ts';

it('takes each parameter once, whatever it is called', () => {
  const params = new URLSearchParams('q=a&from=&__proto__=b&Q=c');
  expect(Object.entries(readParams(params))).toEqual([...params]);
});

it.each(['q=a&q=b', 'q=a&from=&q=a', 'q&q', 'q=a&%71=b'])('refuses %s, and names it', (query) => {
  expect(() => readParams(new URLSearchParams(query))).toThrow(
    expect.objectContaining({ code: 'invalid_input', fields: { q: expect.any(String) } }),
  );
});

it('refuses it in a form, too', async () => {
  const request = new Request('http://localhost:3000/api/auth/callback/credentials', {
    method: 'POST',
    body: new URLSearchParams('email=ana@example.com&email=ben@example.com'),
  });
  await expect(readFields(request)).rejects.toMatchObject({
    fields: { email: expect.any(String) },
  });
});
