const overlay = '[role=dialog], [role=alertdialog], [role=menu]';

/**
 * Whether somebody walked to a button to see what it is. The focus that comes back from a menu or a
 * dialog, or that a dialog begins with, was not asked for; and Escape is to close the dialog, not
 * words about its button.
 *
 * @param from  what had the focus; nothing had it, where it comes back from what is gone
 */
export function wasWalkedTo(button: HTMLElement, from: EventTarget | null): boolean {
  return (
    button.matches(':focus-visible') &&
    button.closest(overlay) === null &&
    from instanceof Element &&
    from.closest(overlay) === null
  );
}
