'use client';

import { Dialog, DialogContent } from '#components/ui/dialog';
import { Kbd } from '#components/ui/kbd';

const groups = [
  {
    title: 'Everywhere',
    keys: [
      ['Ctrl K', '⌘ K', 'Go to, do, or search for something'],
      ['Ctrl Z', '⌘ Z', 'Take back the last change'],
      ['$', null, 'Hide amounts, or show them again'],
      ['?', null, 'These keys'],
    ],
  },
  {
    title: 'In a chart',
    keys: [
      ['←', '→', 'A day back or on'],
      ['PgUp', 'PgDn', 'Thirty days'],
    ],
  },
  {
    title: 'Among the transactions: move',
    keys: [
      ['j', '↓', 'Next row'],
      ['k', '↑', 'Row before'],
      ['Enter', null, 'Open it'],
      ['Esc', null, 'Close, or select nothing'],
      ['/', null, 'Search'],
    ],
  },
  {
    title: 'Among the transactions: select',
    keys: [
      ['x', 'Space', 'Select the row'],
      ['Shift j', 'Shift ↓', 'Select on the way'],
      ['Shift x', null, 'Select up to here'],
    ],
  },
  {
    title: 'Change the row, or what is selected',
    keys: [
      ['c', null, 'Category'],
      ['p', null, 'Name'],
      ['n', null, 'Note'],
      ['t', null, 'Tags'],
      ['s', null, 'Split it into parts'],
      ['r', null, 'Reviewed, and on to the next'],
      ['h', null, 'Hide, or show again'],
    ],
  },
] as const;

/** The keys there are, at "?". */
export function ShortcutsSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Keys" size="md">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing else in it has the focus by which one scrolls. */}
        <div tabIndex={0} className="flex flex-col gap-5 outline-none">
          {groups.map(({ title, keys }) => (
            <section key={title}>
              <h3 className="mb-1 text-ink-soft text-sm">{title}</h3>
              <dl>
                {keys.map(([key, other, does]) => (
                  <div
                    key={key}
                    className="flex items-center justify-between gap-4 border-line border-b py-1.5 last:border-b-0"
                  >
                    <dt>{does}</dt>
                    <dd className="flex items-center gap-1.5 text-ink-faint text-sm">
                      <Keys text={key} />
                      {other ? (
                        <>
                          or <Keys text={other} />
                        </>
                      ) : null}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Keys({ text }: { text: string }) {
  return text.split(' ').map((key) => <Kbd key={key}>{key}</Kbd>);
}
