import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '#lib/cn';

const tones = {
  attention: { ground: 'bg-warning-soft', icon: 'text-warning', Icon: TriangleAlert },
  danger: { ground: 'bg-danger-soft', icon: 'text-danger', Icon: CircleAlert },
  info: { ground: 'bg-accent-soft', icon: 'text-accent', Icon: Info },
} as const;

/** What happened, whether anything was lost, and what to do about it (`action`). */
export function Callout({
  tone = 'info',
  title,
  action,
  className,
  children,
  ...props
}: Omit<ComponentProps<'div'>, 'title'> & {
  tone?: keyof typeof tones;
  title?: ReactNode;
  action?: ReactNode;
}) {
  const { ground, icon, Icon } = tones[tone];
  return (
    <div className={cn('flex gap-3 rounded-md px-4 py-3', ground, className)} {...props}>
      <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', icon)} />
      <div className="flex min-w-0 flex-1 flex-col gap-x-6 gap-y-3 sm:flex-row sm:items-center sm:justify-between">
        <div className="min-w-0">
          {title ? <p className="font-medium">{title}</p> : null}
          {children ? <div className={cn(title && 'text-ink-soft')}>{children}</div> : null}
        </div>
        {action ? <div className="flex shrink-0 gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
