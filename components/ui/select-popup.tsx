'use client';

import { Check, ChevronDown, ChevronUp } from 'lucide-react';
import * as Primitive from 'radix-ui/select';
import { type ComponentProps, type RefObject, useLayoutEffect } from 'react';
import { useNonce } from './nonce-provider.tsx';
import type { SelectOption, SelectProps, TriggerHandlers } from './select.tsx';
import { findOpener, type OpensBeside, StandIn } from './stand-in.tsx';

/** The list of a Select whose button is in the page already; the button hands on what it hears. */
export function SelectPopup({
  id,
  handlers,
  options,
  ...root
}: OpensBeside &
  Pick<SelectProps, 'options' | 'value' | 'onValueChange' | 'disabled'> & {
    handlers: RefObject<TriggerHandlers>;
  }) {
  const nonce = useNonce();
  return (
    <Primitive.Root {...root}>
      <Primitive.Trigger asChild>
        <Relay element={findOpener(id)} handlers={handlers} />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-menu max-h-[min(22rem,var(--radix-select-content-available-height))] min-w-[max(10rem,var(--radix-select-trigger-width))] max-w-[calc(100vw-1rem)] origin-(--radix-select-content-transform-origin) overflow-hidden rounded-md bg-raised shadow-menu data-[state=open]:animate-pop-in"
        >
          <Primitive.ScrollUpButton className="grid h-6 place-items-center text-ink-faint">
            <ChevronUp className="size-4" />
          </Primitive.ScrollUpButton>
          <Primitive.Viewport nonce={nonce} className="p-1">
            {options.map((option) =>
              'options' in option ? (
                <Primitive.Group key={option.label}>
                  <Primitive.Label className="px-2 pt-2 pb-1 text-ink-faint text-xs">
                    {option.label}
                  </Primitive.Label>
                  {option.options.map((inner) => (
                    <Option key={inner.value} option={inner} />
                  ))}
                </Primitive.Group>
              ) : (
                <Option key={option.value} option={option} />
              ),
            )}
          </Primitive.Viewport>
          <Primitive.ScrollDownButton className="grid h-6 place-items-center text-ink-faint">
            <ChevronDown className="size-4" />
          </Primitive.ScrollDownButton>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Relay({
  element,
  handlers,
  ref,
  onPointerDown,
  onClick,
  onKeyDown,
}: Pick<ComponentProps<typeof StandIn>, 'element' | 'ref'> &
  TriggerHandlers & { handlers: RefObject<TriggerHandlers> }) {
  useLayoutEffect(() => {
    handlers.current = { onPointerDown, onClick, onKeyDown };
  });
  return <StandIn element={element} ref={ref} />;
}

function Option({ option }: { option: SelectOption }) {
  return (
    <Primitive.Item
      value={option.value}
      disabled={option.disabled}
      className="relative flex h-8 select-none items-center gap-2 rounded-sm pr-8 pl-2 outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-pressed pointer-coarse:h-11"
    >
      {option.icon}
      <Primitive.ItemText>{option.label}</Primitive.ItemText>
      <Primitive.ItemIndicator className="absolute right-2">
        <Check className="size-4 text-accent" />
      </Primitive.ItemIndicator>
    </Primitive.Item>
  );
}
