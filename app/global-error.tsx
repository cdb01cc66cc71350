'use client';

import './globals.css';

export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center p-6 text-center">
        <main>
          <h1 className="font-semibold text-lg">Plumbline could not start</h1>
          <p className="mt-2 text-ink-soft">Nothing was lost. The server may be restarting.</p>
          <button type="button" onClick={reset} className="mt-4 underline underline-offset-4">
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
