/** To the page's heading, when what had the focus is gone: Tab goes on from the content. */
export function focusPage(): void {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}
