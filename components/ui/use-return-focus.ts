import { useRef } from 'react';
import { focusPage } from './focus-page.tsx';

/**
 * Gives the focus back to what opened an overlay. Radix does so only for its own Trigger; ours are
 * mostly opened from elsewhere (a row, a menu's item), and the focus would fall to the page's start.
 * `find` is for an opener that changes while the overlay is open: a list walked with the drawer out.
 */
export function useReturnFocus(find?: () => HTMLElement | null) {
  const opener = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = lasting(document.activeElement);
    },
    onCloseAutoFocus: (event: Event) => {
      const target = find?.() ?? opener.current;
      event.preventDefault();
      if (target?.isConnected && target !== document.body) target.focus();
      else focusPage();
    },
  };
}

/** A menu's item is gone by the time the overlay closes; the button that opened the menu is not. */
function lasting(element: Element | null): HTMLElement | null {
  const menu = element?.closest('[role=menu]');
  const found = menu
    ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '')
    : element;
  return found instanceof HTMLElement ? found : null;
}
