import { cn } from '#lib/cn';

/** `GET`, set so that addresses behind it begin at one place. */
export function MethodLabel({ method, className }: { method: string; className?: string }) {
  return (
    <span className={cn('inline-block w-14 shrink-0 font-mono text-ink-soft text-xs', className)}>
      {method}
    </span>
  );
}
