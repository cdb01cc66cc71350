import type { ReactNode } from 'react';

/** A table that may be wider than the page: it scrolls by itself, by keyboard too. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section without a heading is none.
    <div
      role="region"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard.
      tabIndex={0}
      className="relative overflow-x-auto print:overflow-visible"
    >
      <table className="min-w-full border-separate border-spacing-0 text-left text-sm print:text-2xs">
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  );
}

const cell = 'h-9 border-line border-b px-3 first:pl-0 last:pr-0 print:h-6 print:px-1';
const head = 'in-[thead]:font-medium in-[thead]:text-ink-soft in-[thead]:text-xs';

export const wideCell = `${cell} ${head} whitespace-nowrap text-right`;
export const wideName = `${cell} ${head} sticky left-0 max-w-40 truncate bg-canvas sm:max-w-56`;
