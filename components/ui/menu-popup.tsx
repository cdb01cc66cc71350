'use client';

import { Check } from 'lucide-react';
import * as Primitive from 'radix-ui/dropdown-menu';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '#lib/cn';
import { findOpener, type OpensBeside, StandIn } from './stand-in.tsx';

export const MenuRadioGroup = Primitive.RadioGroup;

/** What opens beside a trigger that is in the page already, and is named by it. */
export function MenuPopup({
  id,
  open,
  onOpenChange,
  className,
  align = 'end',
  sideOffset = 4,
  ...props
}: ComponentProps<typeof Primitive.Content> & OpensBeside) {
  const trigger = findOpener(id);
  return (
    <Primitive.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>
        <StandIn element={trigger} />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          id={id}
          aria-labelledby={trigger?.id}
          align={align}
          sideOffset={sideOffset}
          collisionPadding={8}
          className={cn(
            'z-menu max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-md bg-raised p-1 text-ink shadow-menu',
            'origin-(--radix-dropdown-menu-content-transform-origin) data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in',
            className,
          )}
          {...props}
        />
      </Primitive.Portal>
    </Primitive.Root>
  );
}

const itemStyles =
  'relative flex min-h-8 select-none items-center gap-2.5 rounded-sm px-2 py-1 outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-pressed pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0';

export function MenuItem({
  icon,
  shortcut,
  tone = 'neutral',
  className,
  children,
  asChild,
  ...props
}: ComponentProps<typeof Primitive.Item> & {
  icon?: ReactNode;
  shortcut?: string;
  /** `danger` for what cannot be undone with one key. */
  tone?: 'neutral' | 'danger';
}) {
  const classes = cn(
    itemStyles,
    tone === 'danger' ? 'text-danger' : '[&_svg]:text-ink-faint',
    className,
  );
  // A link as an item brings its own content: there is one child and it is the link.
  if (asChild) {
    return (
      <Primitive.Item asChild className={classes} {...props}>
        {children}
      </Primitive.Item>
    );
  }
  return (
    <Primitive.Item className={classes} {...props}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut ? (
        <span aria-hidden="true" className="ml-6 text-ink-faint text-xs">
          {shortcut}
        </span>
      ) : null}
    </Primitive.Item>
  );
}

export function MenuCheckboxItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem className={cn(itemStyles, 'pr-9', className)} {...props}>
      {children}
      <Primitive.ItemIndicator className="absolute right-2">
        <Check className="text-accent" />
      </Primitive.ItemIndicator>
    </Primitive.CheckboxItem>
  );
}

export function MenuRadioItem({
  icon,
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.RadioItem> & { icon?: ReactNode }) {
  return (
    <Primitive.RadioItem
      className={cn(itemStyles, 'pr-9 [&_svg]:text-ink-faint', className)}
      {...props}
    >
      {icon}
      {children}
      <Primitive.ItemIndicator className="absolute right-2">
        <Check className="text-accent!" />
      </Primitive.ItemIndicator>
    </Primitive.RadioItem>
  );
}

export function MenuLabel({ className, ...props }: ComponentProps<typeof Primitive.Label>) {
  return (
    <Primitive.Label
      className={cn('px-2 pt-2 pb-1 text-ink-faint text-xs', className)}
      {...props}
    />
  );
}

export function MenuSeparator({ className, ...props }: ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className={cn('-mx-1 my-1 h-px bg-line', className)} {...props} />;
}
