'use client';

import * as Slot from 'radix-ui/slot';
import {
  type ComponentProps,
  type ComponentType,
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  use,
  useId,
  useState,
} from 'react';
import { codeAhead } from './on-demand.tsx';
import type { OpensBeside } from './stand-in.tsx';

type Code = typeof import('./menu-popup.tsx');

const useCode = codeAhead<Code>(() => import('./menu-popup.tsx'));

const Context = createContext<{
  ids: { trigger: string; content: string };
  isOpen: boolean;
  setOpen: (open: boolean) => void;
  comeNear: () => void;
  code: Code | null;
} | null>(null);

/**
 * A menu of actions: Menu > MenuTrigger asChild + MenuContent > MenuItem… Not modal: locking the page's
 * scroll for a menu would take the scroll bar away and bring it back with every look inside.
 *
 * The trigger stands in the page; what opens is fetched ahead of the press (menu-popup.tsx).
 */
export function Menu({ children }: { children: ReactNode }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [isNear, setNear] = useState(false);
  const code = useCode({ isNear, isOpen });
  return (
    <Context
      value={{
        ids: { trigger: `${id}trigger`, content: id },
        isOpen,
        setOpen,
        comeNear: () => setNear(true),
        code,
      }}
    >
      {children}
    </Context>
  );
}

export function MenuTrigger({
  asChild = false,
  ...props
}: ComponentProps<'button'> & { asChild?: boolean }) {
  const { ids, isOpen, setOpen, comeNear } = useMenu();
  const Button = asChild ? Slot.Root : 'button';
  return (
    <Button
      type="button"
      id={ids.trigger}
      data-opens={ids.content}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      aria-controls={isOpen ? ids.content : undefined}
      data-state={isOpen ? 'open' : 'closed'}
      onPointerEnter={comeNear}
      onFocus={comeNear}
      onPointerDown={(event: PointerEvent) => {
        if (event.button !== 0 || event.ctrlKey) return;
        setOpen(!isOpen);
        // The focus goes into the menu, not here.
        if (!isOpen) event.preventDefault();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
        event.preventDefault();
        setOpen(event.key === 'ArrowDown' || !isOpen);
      }}
      {...props}
    />
  );
}

export function MenuContent(props: Omit<ComponentProps<Code['MenuPopup']>, keyof OpensBeside>) {
  const { ids, isOpen, setOpen, code } = useMenu();
  return code ? (
    <code.MenuPopup id={ids.content} open={isOpen} onOpenChange={setOpen} {...props} />
  ) : null;
}

export const MenuItem = part('MenuItem');
export const MenuCheckboxItem = part('MenuCheckboxItem');
export const MenuRadioGroup = part('MenuRadioGroup');
export const MenuRadioItem = part('MenuRadioItem');
export const MenuLabel = part('MenuLabel');
export const MenuSeparator = part('MenuSeparator');

/** What stands in an open menu, and came with its code. */
function part<Name extends keyof Code>(name: Name) {
  type Props = ComponentProps<Code[Name]>;
  return function Part(props: Props) {
    const Loaded = useMenu().code?.[name] as ComponentType<Props> | undefined;
    return Loaded ? <Loaded {...props} /> : null;
  };
}

function useMenu() {
  const menu = use(Context);
  if (!menu) throw new Error('A part of a menu stands in no Menu.');
  return menu;
}
