/** Between a form and what serves in its place. */
export function Or() {
  return (
    <div className="my-4 flex items-center gap-3 text-ink-faint text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      or
    </div>
  );
}
