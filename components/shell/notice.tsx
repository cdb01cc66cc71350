import { VisuallyHidden } from '#components/ui/visually-hidden';
import { cn } from '#lib/cn';

/** By path, what about a place needs attention: "1 connection needs you". */
export type NavigationNotices = Partial<Record<string, string>>;

/** A brass mark beside a place's name; the words are for screen readers and the pointer. */
export function Notice({ text, className }: { text: string | undefined; className?: string }) {
  if (!text) return null;
  return (
    <span title={text} className={cn('grid size-4 place-items-center', className)}>
      <span className="size-2 rotate-45 rounded-[1px] bg-warning" />
      <VisuallyHidden>, {text}</VisuallyHidden>
    </span>
  );
}
