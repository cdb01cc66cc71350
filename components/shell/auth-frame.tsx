import type { ReactNode } from 'react';
import { PlumbMark } from '#components/ui/plumb-mark';
import { SkipLink } from '#components/ui/skip-link';
import { PlumbLedger } from './plumb-ledger.tsx';

/**
 * The frame of the pages before one is signed in: the form at the right, and at the left the promise
 * under a column of figures that hangs from a plumb line by its decimal points. In the document, and so
 * on a phone, the form comes first and the promise closes the page.
 */
export function AuthFrame({
  title,
  description,
  footer,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  /** The way to the other form: "New here? Create an account". */
  footer?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]">
      <SkipLink>Skip to the form</SkipLink>
      <div className="flex flex-col px-4 sm:px-10">
        <header className="flex h-20 items-center gap-2">
          <PlumbMark className="-ml-1 text-accent" />
          <span className="font-semibold text-md tracking-[-0.02em]">Plumbline</span>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto flex w-full max-w-sm flex-1 flex-col pt-[max(1rem,14dvh)] pb-8 outline-none"
        >
          <h1 className="font-semibold text-2xl">{title}</h1>
          {description ? <p className="mt-2 text-ink-soft">{description}</p> : null}
          <div className="mt-8">{children}</div>
          {footer ? <div className="mt-8 text-ink-soft">{footer}</div> : null}
        </main>
      </div>
      <aside
        aria-label="What Plumbline promises"
        className="flex flex-col justify-end overflow-clip border-line border-t bg-sunken px-4 pb-10 sm:px-10 lg:order-first lg:border-t-0 lg:border-r lg:px-14 lg:pb-14"
      >
        <PlumbLedger className="flex-1" />
        <p className="mt-8 max-w-md text-balance font-medium text-lg lg:mt-12 lg:text-xl">
          The numbers tie out. When they do not, the app says so first.
        </p>
      </aside>
    </div>
  );
}
