'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Textarea } from '#components/ui/textarea';
import { Autosave, type AutosaveStatus, type SaveOptions } from '#lib/client/autosave';
import { awaitUndo } from '#lib/client/undo';
import { NoteUndo } from './note-undo.ts';

const words: Record<AutosaveStatus, string> = {
  idle: 'Saved as you type.',
  waiting: 'Saving…',
  saving: 'Saving…',
  saved: 'Saved.',
  failed: '',
};

/**
 * A note, saved as one types and, at the latest, when the field, the drawer or the page is left. What
 * could not be saved stays in the field, says so, and is tried again. A change made elsewhere appears,
 * unless somebody is writing here.
 */
export function NoteField({
  name,
  note,
  hint,
  onSave,
}: {
  /** Whose note it is. */
  name: string;
  note: string | null;
  /** Who wrote what is there, while nobody writes. */
  hint?: ReactNode;
  /** Resolves to the step by which it is taken back; rejects when the note was not saved. */
  onSave: (note: string | null, options: SaveOptions) => Promise<string>;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(note ?? '');
  const [status, setStatus] = useState<AutosaveStatus>('idle');
  const [undo] = useState(() => new NoteUndo());
  const [autosave] = useState(() => {
    const save = async (next: string | null, options: SaveOptions) =>
      undo.add(await onSave(next, options));
    return new Autosave(note, save, setStatus);
  });
  const latestName = useRef(name);
  latestName.current = name;
  const [finish] = useState(
    () => () => void awaitUndo(autosave.flush().then(() => undo.finish(latestName.current))),
  );

  useEffect(() => {
    const leave = () => void autosave.flush({ leaving: true });
    const retry = () => void autosave.flush();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', retry);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', retry);
      // Closing the drawer unmounts a focused field without a blur event.
      finish();
    };
  }, [autosave, finish]);

  const takeOver = () => {
    if (document.activeElement !== field.current && autosave.take(note)) setText(note ?? '');
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new note is a reason.
  useEffect(takeOver, [note]);

  return (
    <Field
      label="Note"
      hint={
        <>
          <span>{status === 'idle' && hint ? null : words[status]}</span>{' '}
          {status === 'idle' || status === 'saved' ? hint : null}
        </>
      }
      error={
        status === 'failed' ? (
          <>
            Not saved. The text stays here.{' '}
            <Button variant="link" onClick={() => void autosave.flush()} className="text-sm">
              Try again
            </Button>
          </>
        ) : undefined
      }
    >
      <Textarea
        ref={field}
        value={text}
        maxLength={2_000}
        placeholder="What was this for?"
        onChange={({ target }) => {
          setText(target.value);
          autosave.change(target.value.trim() || null);
        }}
        onBlur={() => {
          finish();
          // After the focus has moved on, so that what came meanwhile may show.
          setTimeout(takeOver);
        }}
      />
    </Field>
  );
}
