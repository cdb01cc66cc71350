import { h } from '../../browser/dom.ts';
import { post, type RateLimits } from './control-client.ts';
import { action, choice, field, panel, type Run } from './panel.ts';

/** The clock and the signing key. */
export function createTimePanel(run: Run): HTMLElement {
  const pass = (days: number, told: string) => () =>
    run(told, () => post('/clock', { advanceDays: days }));
  return panel(
    'Time and keys',
    'Time only goes forward. Logins last thirty days; signatures keep the real time.',
    h(
      'div',
      { class: 'buttons' },
      action('+ 1 hour', pass(1 / 24, 'An hour has passed.')),
      action('+ 1 day', pass(1, 'A day has passed.')),
      action('+ 31 days', pass(31, 'A month has passed.')),
    ),
    action('Rotate the signing key', () =>
      run('Webhooks are signed with a new key; the old one has expired.', () =>
        post('/keys/rotate', {}),
      ),
    ),
  );
}

interface LimitPanel {
  element: HTMLElement;
  update(limits: RateLimits): void;
}

/** Whose rate limits count, if any. */
export function createLimitPanel(run: Run): LimitPanel {
  const select = choice('limits', [
    ['off', 'None'],
    ['sandbox', 'Plaid’s Sandbox'],
    ['production', 'Plaid’s Production'],
  ]);
  select.addEventListener('change', () => {
    const environment = select.value === 'off' ? 'sandbox' : select.value;
    const enabled = select.value !== 'off';
    run(enabled ? 'Calls are counted.' : 'Calls are no longer counted.', () =>
      post('/rate-limits', { enabled, environment }),
    );
  });
  return {
    element: panel(
      'Rate limits',
      'Calls a minute per Item and per client, at the figures Plaid publishes.',
      field('Whose figures', select),
    ),
    update: ({ enabled, environment }) => {
      if (document.activeElement !== select) {
        select.value = enabled ? environment : 'off';
      }
    },
  };
}
