import { h } from '../../browser/dom.ts';
import type { Overview } from './control-client.ts';
import { createFaultPanel } from './fault-panel.ts';
import { createMishapPanel, describeDisturbance } from './mishap-panel.ts';
import type { Run } from './panel.ts';
import { createLimitPanel, createTimePanel } from './time-panel.ts';

interface Trouble {
  element: HTMLElement;
  update(overview: Overview): void;
}

/** Everything that can be made to go wrong for all Items, folded away; its head says what is ordered. */
export function createTrouble(run: Run): Trouble {
  const faults = createFaultPanel(run);
  const mishaps = createMishapPanel(run);
  const limits = createLimitPanel(run);
  const state = h('span', { class: 'pill' });
  const element = h(
    'details',
    { class: 'trouble' },
    h(
      'summary',
      {},
      h('h2', {}, 'Trouble'),
      h('span', { class: 'facts' }, 'Faults, lost webhooks, rate limits, time'),
      state,
    ),
    h(
      'div',
      { class: 'panels' },
      faults.element,
      mishaps.element,
      h('div', { class: 'stack' }, limits.element, createTimePanel(run)),
    ),
  );
  return {
    element,
    update: (overview) => {
      faults.update(overview.faults);
      mishaps.update(overview.disturbance);
      limits.update(overview.rateLimits);
      const ordered = describe(overview);
      state.className = `pill ${ordered.length === 0 ? '' : 'wait'}`;
      state.textContent = ordered.length === 0 ? 'None ordered' : ordered.join(' · ');
    },
  };
}

function describe({ faults, disturbance, rateLimits }: Overview): string[] {
  const mishaps = describeDisturbance(disturbance);
  return [
    ...(faults.length === 0 ? [] : [`${faults.length} fault${faults.length === 1 ? '' : 's'}`]),
    ...(mishaps.length === 0 ? [] : [`webhooks: ${mishaps.join(', ')}`]),
    ...(rateLimits.enabled ? ['rate limits on'] : []),
  ];
}
