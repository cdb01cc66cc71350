import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch, type SearchTerms, searchStates } from './search-language.ts';

const nothing = parseSearch('');
const read = (text: string) => {
  const terms = parseSearch(text);
  const names = Object.keys(terms) as (keyof SearchTerms)[];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(terms[name]) !== JSON.stringify(nothing[name]))
      .map((name) => [name, terms[name]]),
  );
};
const size = (
  min: string | null,
  max: string | null,
  { included = true, signed = false } = {},
) => ({
  amounts: [{ signed, min: min && { value: min, included }, max: max && { value: max, included } }],
});

describe('parseSearch', () => {
  it.each([
    ['', {}],
    ['   ""  ', {}],
    ['coffee  beans', { words: ['coffee', 'beans'] }],
    ['"touchstone climbing"', { words: ['touchstone climbing'] }],
    ['"is:pending"', { words: ['is:pending'] }],
    ['"never closed', { words: ['never closed'] }],
    ['12.99', { numbers: [{ text: '12.99', value: '12.99' }] }],
    ['$1,299.50', { numbers: [{ text: '$1,299.50', value: '1299.50' }] }],
    ['-20', size('-20', '-20', { signed: true })],
    ['>50', size('50', null, { included: false })],
    ['>=50', size('50', null)],
    ['<-20', size(null, '-20', { included: false, signed: true })],
    ['>+1000', size('1000', null, { included: false, signed: true })],
    ['50..80', size('50', '80')],
    ['-80..-50', size('-80', '-50', { signed: true })],
    ['50..', size('50', null)],
    ['2026-05-03', { from: '2026-05-03', to: '2026-05-03' }],
    ['2024-02', { from: '2024-02-01', to: '2024-02-29' }],
    ['>2026-01-01', { from: '2026-01-02' }],
    ['after:2026-05', { from: '2026-06-01' }],
    ['>=2026-05', { from: '2026-05-01' }],
    ['before:2026-05', { to: '2026-04-30' }],
    ['2026-01..2026-03-15', { from: '2026-01-01', to: '2026-03-15' }],
    ['2026-05 >2026-05-10 <2026-05-20', { from: '2026-05-11', to: '2026-05-19' }],
    ['category:groceries', { categories: ['groceries'] }],
    ['Category:"food & drink" tag:trip', { categories: ['food & drink'], tags: ['trip'] }],
    ['account:checking', { accounts: ['checking'] }],
    ['is:pending IS:Unreviewed', { states: ['pending', 'unreviewed'] }],
    ['is:Income counts:direct', { counts: ['income', 'direct'] }],
    ['has:note', { has: ['note'] }],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    'is:perhaps',
    'has:',
    'wat:ever',
    '>abc',
    '2026-13',
    'after:soon',
    '80..50',
    '2026-05..2026-01',
    '>9999-12-31',
  ])('searches %j as a word and says so', (text) => {
    expect(read(text)).toEqual({ words: [text], misread: [text] });
  });

  it('takes what follows too many terms for one phrase', () => {
    const letters = [...'abcdefghijklmnopqrstuvw'];
    expect(parseSearch(letters.join(' ')).words).toEqual([...letters.slice(0, 20), 'u v w']);
  });

  it('makes something of whatever is typed', () => {
    const typed = fc.array(
      fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('is:', 'has:', '"', '..', '>', '<=', '2026-', '-', '$1,000', 'after:'),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(typed, (parts) => {
        const terms = parseSearch(parts.join(''));
        expect(terms.words.every((word) => word !== '')).toBe(true);
        for (const token of terms.misread) {
          expect(terms.words).toContain(token.replaceAll('"', '').trim());
        }
      }),
    );
  });

  it('reads back what was written, in any order', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}( [a-z]{2,8})?$/);
    const quote = (text: string) => (text.includes(' ') ? `"${text}"` : text);
    const part = fc.oneof(
      word.map((text) => ({ token: quote(text), words: [text] })),
      word.map((text) => ({ token: `category:${quote(text)}`, categories: [text] })),
      word.map((text) => ({ token: `account:${quote(text)}`, accounts: [text] })),
      fc.constantFrom(...searchStates).map((state) => ({ token: `is:${state}`, states: [state] })),
      fc.nat(99_999).map((value) => ({
        token: `>${value}`,
        amounts: size(String(value), null, { included: false }).amounts,
      })),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const terms: Partial<Record<string, unknown[]>> = parseSearch(
          parts.map(({ token }) => token).join('  '),
        ) as never;
        for (const name of ['words', 'categories', 'accounts', 'states', 'amounts']) {
          const given = parts.flatMap((each) => (name in each ? each[name as never] : []));
          expect(terms[name]).toEqual(given);
        }
        expect(terms.misread).toEqual([]);
      }),
    );
  });
});
