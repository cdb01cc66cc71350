import * as Slot from 'radix-ui/slot';
import type { ComponentProps } from 'react';
import { cn } from '#lib/cn';

/** A link in running text. `quiet` is for rows full of links: the line appears on hover and focus. */
export function TextLink({
  asChild = false,
  quiet = false,
  className,
  ...props
}: ComponentProps<'a'> & { asChild?: boolean; quiet?: boolean }) {
  const Root = asChild ? Slot.Root : 'a';
  return (
    <Root
      className={cn(
        // The padding makes a line of text a target of 24 px; the margin takes it back from the layout.
        '-my-1 rounded-sm py-1 underline underline-offset-[3px] transition-colors duration-fast',
        quiet
          ? 'text-inherit decoration-transparent hover:decoration-line-control'
          : 'text-accent decoration-accent/35 hover:decoration-current',
        className,
      )}
      {...props}
    />
  );
}
