import { addDays, type CivilDate, isCivilDate, lastDayOfMonth } from '#lib/dates/civil-date';

/** The most terms a search is read for; what comes after is one phrase. */
const maxTerms = 20;

/** What `is:` may name of the row as a whole. */
export const searchStates = [
  'pending',
  'posted',
  'reviewed',
  'unreviewed',
  'hidden',
  'visible',
  'owed',
  'split',
  'transfer',
] as const;
/** What `is:` may name of its lines: the same question as `counts:`. */
const countedStates = ['income', 'spending'] as const satisfies SearchCount[];
/**
 * What `counts:` may name of the lines of a row: `cashflow` is income and spending, `direct` what is in a group of
 * categories itself.
 */
const searchCounts = ['spending', 'income', 'cashflow', 'direct'] as const;
const searchPossessions = ['note', 'category', 'tag', 'attachment', 'refund'] as const;

export type SearchState = (typeof searchStates)[number];
export type SearchCount = (typeof searchCounts)[number];
export type SearchPossession = (typeof searchPossessions)[number];

/** An end of a range of amounts, in units of the row's own currency, as decimal text. */
export type AmountEnd = { value: string; included: boolean };

/** Without a sign amounts are sizes, in or out; `signed` ones are negative for money out. */
export type AmountRange = { signed: boolean; min: AmountEnd | null; max: AmountEnd | null };

/** What a search means: every part of it must hold. */
export type SearchTerms = {
  /** Each is somewhere in the merchant, the bank's text or a note. */
  words: string[];
  /** Numbers that stand alone, as `12.99`: the amount's size, or in the text like a word. */
  numbers: { text: string; value: string }[];
  amounts: AmountRange[];
  /** First and last day, both included. */
  from: CivilDate | null;
  to: CivilDate | null;
  /** Parts of names; a row is of one of them. */
  categories: string[];
  accounts: string[];
  tags: string[];
  states: SearchState[];
  has: SearchPossession[];
  counts: SearchCount[];
  /** What looks like a condition and is none: it is searched as words. */
  misread: string[];
};

/**
 * Reads what a person typed into the search. Whatever it is, it means something: what is no condition
 * is words.
 */
export function parseSearch(text: string): SearchTerms {
  const tokens = splitTerms(text);
  const terms = noTerms();
  for (const token of tokens.slice(0, maxTerms)) {
    if (readCondition(token, terms)) continue;
    terms.words.push(unquote(token));
    if (looksLikeCondition(token)) terms.misread.push(token);
  }
  const rest = unquote(tokens.slice(maxTerms).join(' '));
  if (rest) terms.words.push(rest);
  return terms;
}

function noTerms(): SearchTerms {
  return {
    words: [],
    numbers: [],
    amounts: [],
    from: null,
    to: null,
    categories: [],
    accounts: [],
    tags: [],
    states: [],
    has: [],
    counts: [],
    misread: [],
  };
}

/** At spaces, but not within quotes; a quote that nobody closes reaches to the end. */
function splitTerms(text: string): string[] {
  const tokens = text.match(/(?:[^\s"]|"[^"]*(?:"|$))+/g) ?? [];
  return tokens.filter((token) => unquote(token) !== '');
}

function unquote(text: string): string {
  return text.replaceAll('"', '').trim();
}

/** Adds what a term asks for; false when it is no condition. */
function readCondition(token: string, terms: SearchTerms): boolean {
  if (token.startsWith('"')) return false;
  const [, name = '', rest = ''] = /^([a-z]+):(.*)$/i.exec(token) ?? [];
  if (name) return readNamed(name.toLowerCase(), unquote(rest), terms);
  const [, comparison = '', value = ''] = /^([<>]=?)(.+)$/.exec(token) ?? [];
  if (comparison) {
    return (
      readComparedDate(comparison, value, terms) || readComparedAmount(comparison, value, terms)
    );
  }
  return readRange(token, terms) || readDay(token, terms) || readNumber(token, terms);
}

function readNamed(name: string, value: string, terms: SearchTerms): boolean {
  if (value === '') return false;
  switch (name) {
    case 'category':
      return add(terms.categories, value);
    case 'account':
      return add(terms.accounts, value);
    case 'tag':
      return add(terms.tags, value);
    case 'is':
      return (
        addKnown(terms.states, searchStates, value) || addKnown(terms.counts, countedStates, value)
      );
    case 'counts':
      return addKnown(terms.counts, searchCounts, value);
    case 'has':
      return addKnown(terms.has, searchPossessions, value);
    case 'after':
      return readComparedDate('>', value, terms);
    case 'before':
      return readComparedDate('<', value, terms);
    default:
      return false;
  }
}

function add(list: string[], value: string): true {
  list.push(value);
  return true;
}

function addKnown<Known extends string>(
  list: Known[],
  known: readonly Known[],
  value: string,
): boolean {
  const found = known.find((each) => each === value.toLowerCase());
  if (found) list.push(found);
  return found !== undefined;
}

/** `2026-05-03`, or the month `2026-05`. */
function readDays(text: string): { first: CivilDate; last: CivilDate } | null {
  // Of these alone every neighbour is a date that the database knows.
  if (!/^(19|20|21)\d\d-/.test(text)) return null;
  if (isCivilDate(text)) return { first: text, last: text };
  const first = `${text}-01`;
  if (!isCivilDate(first)) return null;
  return { first, last: lastDayOfMonth(first) };
}

function readDay(token: string, terms: SearchTerms): boolean {
  const days = readDays(token);
  if (days) narrowDates(terms, days.first, days.last);
  return days !== null;
}

/** After a month is after its last day. */
function readComparedDate(comparison: string, value: string, terms: SearchTerms): boolean {
  const days = readDays(value);
  if (!days) return false;
  if (comparison === '>') narrowDates(terms, addDays(days.last, 1), null);
  if (comparison === '>=') narrowDates(terms, days.first, null);
  if (comparison === '<') narrowDates(terms, null, addDays(days.first, -1));
  if (comparison === '<=') narrowDates(terms, null, days.last);
  return true;
}

function narrowDates(terms: SearchTerms, from: CivilDate | null, to: CivilDate | null): void {
  if (from && (terms.from === null || from > terms.from)) terms.from = from;
  if (to && (terms.to === null || to < terms.to)) terms.to = to;
}

type Amount = { value: string; signed: boolean };

/** `12.99`, `$1,299`, `-20`: digits with at most eight decimals, thousands by commas. */
function readAmount(text: string): Amount | null {
  const pattern = /^([-+−])?[$€£¥]?(\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(\.\d{1,8})?$/;
  const [, sign, whole = '', fraction = ''] = pattern.exec(text) ?? [];
  if (!whole) return null;
  const size = `${whole.replaceAll(',', '')}${fraction}`;
  return { value: sign && sign !== '+' ? `-${size}` : size, signed: sign !== undefined };
}

function readNumber(token: string, terms: SearchTerms): boolean {
  const amount = readAmount(token);
  if (!amount) return false;
  if (!amount.signed) {
    terms.numbers.push({ text: token, value: amount.value });
    return true;
  }
  const end = { value: amount.value, included: true };
  terms.amounts.push({ signed: true, min: end, max: end });
  return true;
}

function readComparedAmount(comparison: string, value: string, terms: SearchTerms): boolean {
  const amount = readAmount(value);
  if (!amount) return false;
  const end = { value: amount.value, included: comparison.endsWith('=') };
  const isLeast = comparison.startsWith('>');
  const { signed } = amount;
  terms.amounts.push({ signed, min: isLeast ? end : null, max: isLeast ? null : end });
  return true;
}

/** `50..80`, `-80..-50`, `50..`, `2026-01..2026-03`. */
function readRange(token: string, terms: SearchTerms): boolean {
  const [low = '', high = '', ...more] = token.split('..');
  if (more.length > 0 || !token.includes('..') || low + high === '') return false;
  return readDateRange(low, high, terms) || readAmountRange(low, high, terms);
}

function readDateRange(low: string, high: string, terms: SearchTerms): boolean {
  const [first, last] = [readDays(low), readDays(high)];
  if ((low && !first) || (high && !last)) return false;
  if (first && last && first.first > last.last) return false;
  narrowDates(terms, first?.first ?? null, last?.last ?? null);
  return true;
}

function readAmountRange(low: string, high: string, terms: SearchTerms): boolean {
  const [min, max] = [readAmount(low), readAmount(high)];
  if ((low && !min) || (high && !max)) return false;
  if (min && max && Number(min.value) > Number(max.value)) return false;
  const toEnd = (amount: Amount | null) => amount && { value: amount.value, included: true };
  const signed = min?.signed || max?.signed || false;
  terms.amounts.push({ signed, min: toEnd(min), max: toEnd(max) });
  return true;
}

/** Somebody meant more than words by it. */
function looksLikeCondition(token: string): boolean {
  return /^([a-z]+:.*|[<>].+|\d{4}-\d{1,2}(-\d{1,2})?|[-+]?\d[^\s]*\.\.[^\s]*)$/i.test(token);
}
