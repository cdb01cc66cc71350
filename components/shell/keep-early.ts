/**
 * Runs while the page is parsed, before React answers anything, and keeps the first press on a button
 * and the first form that is sent: early-presses.tsx does them again. A text, because of a function
 * nobody knows what a bundler makes.
 *
 * A form goes to no server meanwhile: the address of a page takes none.
 */
export const keepEarly = `(() => {
  const kept = [];
  const keep = (event) => {
    if (kept.some((each) => each.event.type === event.type)) return;
    kept.push({ event, target: event.target, at: performance.now() });
  };
  const press = (event) => {
    const button = event.target.closest?.('button');
    if (button?.type === 'button' && !button.disabled) keep(event);
  };
  const send = (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    keep(event);
  };
  addEventListener('pointerdown', press, true);
  addEventListener('click', press, true);
  addEventListener('submit', send);
  window.plumblineEarly = {
    kept,
    stop: () => {
      removeEventListener('pointerdown', press, true);
      removeEventListener('click', press, true);
      removeEventListener('submit', send);
    },
  };
})();`;
