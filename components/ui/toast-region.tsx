'use client';

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import * as Primitive from 'radix-ui/toast';
import { IconButton } from './button.tsx';
import { dismissToast, durationMs, type ToastEntry } from './toast-store.ts';

/** Where toasts stand. F8 moves the focus to it. */
export function ToastRegion({ entries }: { entries: readonly ToastEntry[] }) {
  return (
    <Primitive.Provider swipeDirection="right" label="Message">
      {entries.map((entry) => (
        <Toast key={entry.id} entry={entry} />
      ))}
      <Primitive.Viewport
        label="Messages ({hotkey})"
        className="fixed inset-x-4 bottom-(--toast-bottom) z-toast mx-auto flex max-w-sm flex-col gap-2 lg:right-(--toast-right) lg:left-auto lg:w-96"
      />
    </Primitive.Provider>
  );
}

function Toast({ entry }: { entry: ToastEntry }) {
  return (
    <Primitive.Root
      duration={durationMs(entry)}
      type={entry.tone === 'danger' ? 'foreground' : 'background'}
      onOpenChange={(open) => {
        if (!open) dismissToast(entry.id);
      }}
      className="flex items-start gap-3 rounded-md bg-raised py-3 pr-2 pl-4 shadow-dialog data-[swipe=cancel]:translate-x-0 data-[swipe=move]:translate-x-(--radix-toast-swipe-move-x) data-[state=closed]:animate-fade-out data-[state=open]:animate-toast-in"
    >
      <ToneIcon tone={entry.tone} />
      <div className="min-w-0 flex-1 py-0.5">
        <Primitive.Title className="font-medium">{entry.title}</Primitive.Title>
        {entry.description ? (
          <Primitive.Description className="mt-0.5 text-ink-soft text-sm">
            {entry.description}
          </Primitive.Description>
        ) : null}
      </div>
      {entry.action ? (
        <Primitive.Action
          altText={entry.action.label}
          onClick={entry.action.onClick}
          className="touch-target h-7 shrink-0 rounded-sm px-2 font-medium text-accent text-sm hover:bg-hover active:bg-pressed"
        >
          {entry.action.label}
        </Primitive.Action>
      ) : null}
      <Primitive.Close asChild>
        <IconButton label="Dismiss" size="sm">
          <X />
        </IconButton>
      </Primitive.Close>
    </Primitive.Root>
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
