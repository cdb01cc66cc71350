import { createElement, Suspense } from 'react';
import { expect, it } from 'vitest';
import { FailedCard } from '#components/overview/failed-card';
import type { Session } from '#lib/auth/sessions';
import { Card, type ReadCard, startCard, waitForCards } from './card.tsx';

const context = { session: {} as Session, today: '2026-11-22' };
const started = (read: ReadCard) => startCard('Budget', read, context);

it('shows a card that is there in time as it is', async () => {
  const body = createElement('p');
  const quick = started(async () => body);
  await waitForCards([quick]);
  expect(Card(quick)).toBe(body);
});

it('says in the place of a card that failed that it did, and shows the others', async () => {
  const failing = started(() => Promise.reject(new Error('No connection.')));
  await waitForCards([failing]);
  expect(Card(failing)).toMatchObject({ type: FailedCard, props: { name: 'Budget' } });
});

it('leaves the place of a slow card and does not wait for it', async () => {
  const slow = started(() => new Promise(() => {}));
  await waitForCards([slow]);
  expect(Card(slow)).toMatchObject({ type: Suspense, props: { children: slow.body } });
});
