import { expect, it } from 'vitest';
import { toggleState } from './toggle-state.ts';

const row = (id: string, reviewed: boolean) => ({ id, reviewed, hidden: false });
const none = { ids: new Set<string>(), all: false };
const read = [row('1', true), row('2', true), row('3', false)];

it.each([
  ['the row one is at', none, {}, read[2], true],
  ['the row one is at, which is reviewed', none, {}, read[0], false],
  ['some of which one is not', { ids: new Set(['1', '3']), all: false }, {}, read[0], true],
  ['some that all are', { ids: new Set(['1', '2']), all: false }, {}, read[2], false],
  ['all, though what was read of them is', { ...none, all: true }, {}, read[0], true],
  ['all of those that are', { ...none, all: true }, { reviewed: true }, read[2], false],
  ['all that a search finds so', { ...none, all: true }, { q: 'is:reviewed' }, read[2], false],
  ['all of those that are not', { ...none, all: true }, { reviewed: false }, read[0], true],
])('says of %s what they are to be', (_what, selection, filter, current, reviewed) => {
  const rows = selection.all ? read.slice(0, 2) : read;
  expect(toggleState('reviewed', { selection, filter, rows, current })).toBe(reviewed);
});
