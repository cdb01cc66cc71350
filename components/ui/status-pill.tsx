import { CircleAlert, CircleCheck, CircleDashed, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '#lib/cn';

const tones = {
  neutral: { text: 'text-ink-soft', soft: 'bg-pressed', icon: CircleDashed },
  positive: { text: 'text-ink [&_svg]:text-accent', soft: 'bg-pressed', icon: CircleCheck },
  warning: { text: 'text-warning', soft: 'bg-warning-soft', icon: TriangleAlert },
  danger: { text: 'text-danger', soft: 'bg-danger-soft', icon: CircleAlert },
  info: { text: 'text-accent', soft: 'bg-accent-soft', icon: Info },
} as const;

export type StatusTone = keyof typeof tones;

/**
 * A state in an icon and a word. What is as it should be stays quiet: green belongs to money in, and
 * `plain` has no ground at all, so that the states which need somebody stand out.
 */
export function StatusPill({
  tone = 'neutral',
  variant = 'soft',
  icon,
  className,
  children,
}: {
  tone?: StatusTone;
  variant?: 'soft' | 'plain';
  /** Instead of the tone's own. */
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const { text, soft, icon: Icon } = tones[tone];
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-full font-medium text-xs [&_svg]:size-3 [&_svg]:shrink-0 [&_svg]:stroke-2',
        text,
        variant === 'soft' && [soft, 'pr-2 pl-1.5'],
        className,
      )}
    >
      {icon ?? <Icon aria-hidden="true" />}
      {children}
    </span>
  );
}
