import { h } from '../../browser/dom.ts';
import { type Disturbance, post } from './control-client.ts';
import { action, count, field, form, panel, type Run, submit } from './panel.ts';

const secondMs = 1000;

interface MishapPanel {
  element: HTMLElement;
  update(disturbance: Disturbance): void;
}

/** What happens to the next webhooks on their way. */
export function createMishapPanel(run: Run): MishapPanel {
  const calm = action('Deliver in peace', () =>
    run('Webhooks arrive as they should.', () => post('/webhooks', {})),
  );
  const standing = h('p', { class: 'facts' });
  const order = form(
    (data) => {
      const wish = {
        drop: Number(data.get('drop')),
        duplicate: Number(data.get('duplicate')),
        shuffle: Number(data.get('shuffle')),
        delayMs: Number(data.get('delay')) * secondMs,
      };
      run('The next webhooks have a hard journey.', () => post('/webhooks', wish));
    },
    field('Lose', count('drop', 1, 10_000)),
    field('Send twice', count('duplicate', 0, 10_000)),
    field('Shuffle a group of', count('shuffle', 0, 100)),
    field('Delay, seconds', count('delay', 0, 600)),
    submit('Set'),
  );
  return {
    element: panel('Webhooks on their way', 'So many of the next ones.', order, standing, calm),
    update: (disturbance) => {
      const parts = describeDisturbance(disturbance);
      calm.hidden = parts.length === 0;
      standing.textContent = parts.length === 0 ? '' : `To come: ${parts.join(', ')}.`;
    },
  };
}

/** What is set, in words; nothing when webhooks travel in peace. */
export function describeDisturbance(disturbance: Disturbance): string[] {
  const { drop, duplicate, shuffle, delayMs } = disturbance;
  return [
    ...(drop === 0 ? [] : [`${some(drop)} lost`]),
    ...(duplicate === 0 ? [] : [`${some(duplicate)} doubled`]),
    ...(shuffle === 0 ? [] : [`${shuffle} shuffled`]),
    ...(delayMs === 0 ? [] : [`${delayMs / secondMs} s late`]),
  ];
}

function some(count: number | true): string {
  return count === true ? 'all' : String(count);
}
