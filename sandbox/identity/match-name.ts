import type { NameMatchScore } from 'plaid';
import { similarity } from './similarity.ts';

/** Short forms, each list headed by the full name. */
const nicknames = [
  ['alberta', 'albie', 'bertie'],
  ['alexander', 'alex', 'sasha'],
  ['benjamin', 'ben'],
  ['catherine', 'kate', 'cathy', 'katie'],
  ['daniel', 'dan', 'danny'],
  ['elizabeth', 'liz', 'beth', 'lizzie', 'eliza'],
  ['james', 'jim', 'jimmy', 'jamie'],
  ['john', 'jack', 'johnny'],
  ['joseph', 'joe', 'joey'],
  ['katherine', 'kate', 'kathy'],
  ['margaret', 'maggie', 'meg', 'peggy'],
  ['michael', 'mike', 'mick'],
  ['nicholas', 'nick'],
  ['robert', 'bob', 'rob', 'bobby'],
  ['samuel', 'sam'],
  ['thomas', 'tom'],
  ['william', 'bill', 'will', 'billy'],
];

const businessWords = /\b(inc|llc|ltd|corp|corporation|company|co|gmbh|plc|lp|llp)\b/i;

const scoreOfNickname = 90;
const scoreOfLeftOutMiddle = 90;
const scoreOfOneName = 60;

export function scoreName(given: string, known: string): NameMatchScore {
  const a = split(given);
  const b = split(known);
  const first = matchFirst(a[0], b[0]);
  const last = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-1);
  return {
    score: chooseScore(a, b, first, last),
    is_first_name_or_last_name_match: first === 'same' || last,
    is_nickname_match: first === 'nickname',
    is_business_name_detected: businessWords.test(given) || businessWords.test(known),
  };
}

function chooseScore(
  a: string[],
  b: string[],
  first: 'same' | 'nickname' | 'different',
  last: boolean,
): number {
  if (a.join(' ') === b.join(' ')) {
    return 100;
  }
  if (last && first !== 'different') {
    return first === 'nickname' ? scoreOfNickname : scoreOfLeftOutMiddle;
  }
  const alike = similarity(a.join(' '), b.join(' '));
  return last || first === 'same' ? Math.max(scoreOfOneName, alike) : alike;
}

function matchFirst(a: string | undefined, b: string | undefined) {
  if (a === undefined || b === undefined) {
    return 'different';
  }
  if (a === b) {
    return 'same';
  }
  return nicknames.some((forms) => forms.includes(a) && forms.includes(b))
    ? 'nickname'
    : 'different';
}

function split(name: string): string[] {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\s'-]/gu, '')
    .split(/\s+/)
    .filter(Boolean);
}
