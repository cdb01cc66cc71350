'use client';

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { IconButton } from './button.tsx';
import { durationMs, type ToastEntry } from './toast-store.ts';
import { useSwipeAway } from './use-swipe-away.ts';

/** One message. Its time begins anew once nobody is at the messages any more. */
export function ToastCard({
  entry,
  isHeld,
  onDismiss,
}: {
  entry: ToastEntry;
  isHeld: boolean;
  onDismiss: (id: string) => void;
}) {
  const { id, title, description, action } = entry;
  const dismiss = useEffectEvent(() => onDismiss(id));
  const swipe = useSwipeAway(() => onDismiss(id));
  const ms = durationMs(entry);
  useEffect(() => {
    if (isHeld || ms === Number.POSITIVE_INFINITY) return;
    const timer = setTimeout(() => dismiss(), ms);
    return () => clearTimeout(timer);
  }, [isHeld, ms]);
  return (
    <li
      data-toast={id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: who walks through the messages stops at each.
      tabIndex={0}
      {...swipe}
      className="flex touch-pan-y select-none animate-toast-in items-start gap-3 rounded-md bg-raised py-3 pr-2 pl-4 shadow-dialog"
    >
      <Announcement entry={entry} />
      <ToneIcon tone={entry.tone} />
      <div className="min-w-0 flex-1 py-0.5">
        <div className="font-medium">{title}</div>
        {description ? <div className="mt-0.5 text-ink-soft text-sm">{description}</div> : null}
      </div>
      {action ? (
        <button
          type="button"
          onClick={() => {
            onDismiss(id);
            action.onClick();
          }}
          className="touch-target h-7 shrink-0 rounded-sm px-2 font-medium text-accent text-sm hover:bg-hover active:bg-pressed"
        >
          {action.label}
        </button>
      ) : null}
      <IconButton label="Dismiss" size="sm" onClick={() => onDismiss(id)}>
        <X />
      </IconButton>
    </li>
  );
}

/** As long as it takes to be heard; one who reads on comes to the message itself. */
const spokenMs = 1_000;

/** Read out at once. Text is read that comes into a place which is there already: a frame later. */
function Announcement({ entry: { title, description, action, tone } }: { entry: ToastEntry }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const words = ['Message', title, description, action?.label].filter(Boolean).join(' ');
    const frame = requestAnimationFrame(() => setSaid(words));
    const timer = setTimeout(() => setSaid(''), spokenMs);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [title, description, action?.label]);
  return (
    <span
      role="status"
      aria-live={tone === 'danger' ? 'assertive' : 'polite'}
      className="sr-only select-none"
    >
      {said}
    </span>
  );
}

function ToneIcon({ tone }: { tone: ToastEntry['tone'] }) {
  if (tone === 'positive') {
    return <CircleCheck aria-hidden="true" className="mt-1 size-4 shrink-0 text-accent" />;
  }
  if (tone === 'danger') {
    return <CircleAlert aria-hidden="true" className="mt-1 size-4 shrink-0 text-danger" />;
  }
  return <Info aria-hidden="true" className="mt-1 size-4 shrink-0 text-ink-faint" />;
}
