import { cva, type VariantProps } from 'class-variance-authority';
import * as Slot from 'radix-ui/slot';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { cn } from '#lib/cn';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

/** Inside `data-flush-end` the last ghost's words or sign, not its unseen edge, stand over what ends below them. */
const flushEnd = {
  words: 'in-data-flush-end:last:-mr-3.5',
  icon: 'in-data-flush-end:last:-mr-2.5',
};

const buttonStyles = cva(
  [
    'relative inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium',
    'transition-colors duration-fast disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary:
          'bg-accent-fill text-accent-ink hover:bg-accent-fill-hover active:bg-accent-fill-hover disabled:bg-accent-fill',
        secondary:
          'border border-line-strong bg-surface text-ink hover:border-line-control hover:bg-[image:linear-gradient(var(--hover),var(--hover))] active:bg-[image:linear-gradient(var(--pressed),var(--pressed))] data-[state=open]:border-line-control disabled:border-line-strong disabled:bg-none',
        ghost:
          'text-ink-soft hover:bg-hover hover:text-ink active:bg-pressed data-[state=open]:bg-pressed data-[state=open]:text-ink disabled:bg-transparent',
        danger:
          'bg-danger-fill text-danger-ink hover:bg-danger-fill-hover active:bg-danger-fill-hover disabled:bg-danger-fill',
        link: '-my-1 rounded-sm py-1 text-accent underline decoration-accent/35 underline-offset-4 hover:decoration-current',
      },
      size: {
        sm: 'h-7 px-2.5 text-sm pointer-coarse:h-9 pointer-coarse:px-3',
        md: 'h-9 px-3.5 text-base pointer-coarse:h-11 pointer-coarse:px-4',
      },
      iconOnly: { true: 'px-0 pointer-coarse:px-0', false: '' },
    },
    compoundVariants: [
      { variant: 'link', className: 'h-auto px-0 pointer-coarse:h-auto pointer-coarse:px-0' },
      { variant: 'ghost', iconOnly: false, className: flushEnd.words },
      { variant: 'ghost', iconOnly: true, className: flushEnd.icon },
      { iconOnly: true, size: 'sm', className: 'w-7 pointer-coarse:w-9' },
      { iconOnly: true, size: 'md', className: 'w-9 pointer-coarse:w-11' },
    ],
    defaultVariants: { variant: 'secondary', size: 'md', iconOnly: false },
  },
);

type Look = Omit<VariantProps<typeof buttonStyles>, 'iconOnly'>;

type ButtonProps = ComponentProps<'button'> &
  Look & {
    /** Keeps its width and its focus, says that it is busy, and ignores further presses. */
    loading?: boolean;
    /** Gives the look to the single child instead (a link). Knows no loading state. */
    asChild?: boolean;
  };

export function Button({
  variant,
  size,
  loading = false,
  asChild = false,
  className,
  children,
  ...props
}: ButtonProps) {
  const classes = cn(buttonStyles({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type="button" className={classes} {...props} {...(loading ? busyProps : {})}>
      {loading ? (
        <>
          <span className="inline-flex items-center gap-2 opacity-0">{children}</span>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
        </>
      ) : (
        children
      )}
    </button>
  );
}

type IconButtonProps = Omit<ButtonProps, 'asChild' | 'aria-label' | 'children'> & {
  /** What pressing it does: its name, and shown when one points at it. */
  label: string;
  children: ReactNode;
};

export function IconButton({
  label,
  variant = 'ghost',
  size,
  loading = false,
  className,
  children,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={label} isName>
      <button
        type="button"
        className={cn(buttonStyles({ variant, size, iconOnly: true }), className)}
        {...props}
        {...(loading ? busyProps : {})}
      >
        {loading ? <Spinner /> : children}
        <VisuallyHidden>{label}</VisuallyHidden>
      </button>
    </Tooltip>
  );
}

// Not `disabled`: that would drop the keyboard focus in the middle of what the person is doing.
// Cancelling the click also cancels the submit that Enter in a field would cause.
const busyProps = {
  'aria-busy': true,
  'aria-disabled': true,
  onClick: (event: MouseEvent) => event.preventDefault(),
} as const;
