import { h } from '../../browser/dom.ts';
import type { RequestSummary } from './control-client.ts';

export interface RequestRow {
  element: HTMLElement;
  update(request: RequestSummary): void;
}

/** A call of the API, and on demand what it said. It is over when it appears, so nothing changes later. */
export function createRequestRow(request: RequestSummary): RequestRow {
  const { at, path, status, durationMs, errorCode, fault } = request;
  const isGood = status === 200 && fault === null;
  const told = fault === null ? errorCode : `fault: ${fault}`;
  const element = h(
    'li',
    {},
    h(
      'details',
      {},
      h(
        'summary',
        {},
        h('time', {}, at.slice(11, 19)),
        h(
          'span',
          { class: 'code' },
          h('strong', {}, path),
          told === null ? null : h('small', {}, told),
        ),
        h(
          'span',
          { class: `pill ${isGood ? 'good' : 'bad'}` },
          status === 0 ? 'Hung up' : `${status} in ${durationMs} ms`,
        ),
      ),
      h(
        'p',
        { class: 'ids' },
        [
          `request ${request.requestId}`,
          ...(request.clientId === null ? [] : [`client ${request.clientId}`]),
          ...(request.itemId === null ? [] : [`Item ${request.itemId}`]),
        ].join(' · '),
      ),
      h('pre', { tabindex: 0 }, JSON.stringify(request.request, null, 2)),
    ),
  );
  return { element, update: () => {} };
}
