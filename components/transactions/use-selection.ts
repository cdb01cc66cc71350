import { useState } from 'react';
import type { TransactionDto } from '#lib/transactions/contract';
import { namedLimit } from '#lib/transactions/limits';

export type Selection = {
  ids: ReadonlySet<string>;
  /** All that the filter lets through, whether it was read or not. */
  all: boolean;
};

const empty: Selection = { ids: new Set(), all: false };

/**
 * Which rows are ticked, for what acts on many.
 *
 * @param list  what the list is of; another list begins with none
 */
export function useSelection(list: string, rows: readonly TransactionDto[]) {
  const [state, setState] = useState({ list, selection: empty, anchorId: '' });
  const selection = state.list === list ? state.selection : empty;
  const set = (ids: ReadonlySet<string>, anchorId: string) =>
    setState({ list, selection: { ids, all: false }, anchorId });
  return {
    selection,
    isAny: selection.all || selection.ids.size > 0,
    toggle: (id: string) => {
      const ids = new Set(selection.all ? [] : selection.ids);
      if (!ids.delete(id) && ids.size < namedLimit) ids.add(id);
      set(ids, id);
    },
    /** From the row that was ticked last to this one, as long as the most that can be named. */
    extendTo: (id: string) => {
      const at = (each: string) => rows.findIndex((row) => row.id === each);
      const [from, to] = [at(state.anchorId), at(id)];
      const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
      const range = rows.slice(first, last + 1).map((row) => row.id);
      set(new Set([...selection.ids, ...range].slice(0, namedLimit)), state.anchorId || id);
    },
    selectAll: () => setState({ list, selection: { ids: new Set(), all: true }, anchorId: '' }),
    clear: () => setState({ list, selection: empty, anchorId: '' }),
  };
}
