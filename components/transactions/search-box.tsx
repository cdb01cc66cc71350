'use client';

import { useEffect, useRef, useState } from 'react';
import { SearchInput } from '#components/ui/search-input';
import { searchLength } from '#lib/transactions/limits';

/** Letters that come faster than this are one change: pasted, or of two keys at once. */
const burstMs = 10;

/**
 * The search over the list. What is typed belongs to the field; the URL follows at once, or after a burst
 * of letters, and leads only when it changes by other hands (Back, a link, "Clear").
 *
 * @param onSearch  `goesOn` while one and the same search is being typed
 */
export function SearchBox({
  value,
  onSearch,
  className,
}: {
  value: string;
  onSearch: (text: string, goesOn: boolean) => void;
  className?: string;
}) {
  const [draft, setDraft] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typedAt = useRef(Number.NEGATIVE_INFINITY);
  // Written to the URL and not yet come back from it.
  const underWay = useRef<string[]>([]);
  const goesOn = useRef(false);

  useEffect(() => {
    const own = underWay.current.lastIndexOf(value);
    underWay.current.splice(0, own + 1);
    if (own >= 0) return;
    clearTimeout(timer.current);
    goesOn.current = false;
    setDraft(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const write = (text: string) => {
    clearTimeout(timer.current);
    const search = text.trim();
    if (search === (underWay.current.at(-1) ?? value)) return;
    underWay.current.push(search);
    onSearch(search, goesOn.current);
    goesOn.current = true;
  };
  return (
    <SearchInput
      label="Search transactions"
      placeholder="Merchant, note, amount, category:…"
      shortcut="/"
      maxLength={searchLength}
      value={draft}
      onValueChange={(text) => {
        setDraft(text);
        clearTimeout(timer.current);
        const isBurst = performance.now() - typedAt.current < burstMs;
        typedAt.current = performance.now();
        if (isBurst) timer.current = setTimeout(() => write(text), burstMs);
        else write(text);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') write(draft);
      }}
      onBlur={() => {
        write(draft);
        goesOn.current = false;
      }}
      className={className}
    />
  );
}
