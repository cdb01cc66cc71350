import { twMerge } from 'tailwind-merge';
import { expect, it } from 'vitest';
import { readSources } from '#lib/testing/imports';
import { cn } from './cn.ts';

// Whatever may be a class in our files, without what it is for ("hover:", "lg:").
const words = [...readSources()]
  .filter(([file]) => /^(app|components)\//.test(file))
  .flatMap(([, text]) => text.split(/[\s'"`]+/))
  .map((word) => word.replace(/^([a-z@*][^:[\]()]*:)+/, ''));
/** Those that tailwind-merge's list of all of Tailwind's knows. */
const classes = [...new Set(words)].filter(
  (word) => twMerge(`${word} group:${word} ${word}`) === `group:${word} ${word}`,
);

it('of two classes the one wins that would by the list of all there are', () => {
  expect(classes.length).toBeGreaterThan(500);
  const onePerGroup = listOnePerGroup();
  const wrong = classes.flatMap((word) =>
    onePerGroup
      .filter((other) => other !== word)
      .flatMap((other) => [`${word} ${other}`, `${other} ${word}`])
      .filter((both) => cn(both) !== twMerge(both)),
  );
  expect(wrong.slice(0, 20)).toEqual([]);
});

/** Who wins goes by the groups of two classes: one of each, by the list of all there are, stands for the rest. */
function listOnePerGroup(): string[] {
  const found: string[] = [];
  for (const word of classes) {
    const isKnown = found.some(
      (one) => twMerge(`${word} ${one}`) === one && twMerge(`${one} ${word}`) === word,
    );
    if (!isKnown) found.push(word);
  }
  return found;
}

it.each([
  ['px-2 pl-1 px-4', 'px-4'],
  ['text-sm text-ink-soft text-ink', 'text-sm text-ink'],
  ['hover:bg-hover bg-line hover:bg-pressed', 'bg-line hover:bg-pressed'],
  ['pointer-coarse:h-11 pointer-coarse:w-11 pointer-coarse:size-9', 'pointer-coarse:size-9'],
  ['leading-none text-sm', 'text-sm'],
  ["content-start content-['']", "content-start content-['']"],
  ['w-(--drawer-width) w-full', 'w-full'],
])('%s is %s', (given, left) => {
  expect(cn(given)).toBe(left);
});
