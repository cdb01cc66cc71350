import type { ImportPreview } from '#lib/imports/contract';

/** The lines that cannot be imported, and why. */
export function ProblemList({
  problems,
  count,
}: {
  problems: ImportPreview['problems'];
  /** Of all of them; not every one is shown. */
  count: number;
}) {
  if (count === 0) return null;
  return (
    <details className="rounded-md bg-warning-soft px-4 py-3">
      <summary className="cursor-pointer rounded-sm font-medium">
        {count === 1
          ? 'One line cannot be imported'
          : `${count.toLocaleString('en-US')} lines cannot be imported`}
      </summary>
      <ul className="relative mt-2 max-h-64 overflow-y-auto text-sm">
        {problems.map(({ line, message }) => (
          <li key={line} className="flex gap-3 py-0.5">
            <span className="w-20 shrink-0 text-ink-soft tabular-nums">Line {line}</span>
            <span className="min-w-0 break-words">{message}</span>
          </li>
        ))}
      </ul>
      {count > problems.length ? (
        <p className="mt-2 text-ink-soft text-sm">
          And {(count - problems.length).toLocaleString('en-US')} more.
        </p>
      ) : null}
    </details>
  );
}
