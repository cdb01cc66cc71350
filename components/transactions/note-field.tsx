'use client';

import { useEffect, useRef, useState } from 'react';
import { Field } from '#components/ui/field';
import { Textarea } from '#components/ui/textarea';

/**
 * A note, saved on leaving the field, however it is left: by Tab, by closing the drawer, or by going
 * to the next transaction. What was typed stays in the field when saving fails.
 */
export function NoteField({
  note,
  onSave,
}: {
  note: string | null;
  onSave: (note: string | null) => void;
}) {
  const [text, setText] = useState(note ?? '');
  const saved = useRef(note);
  const save = () => {
    const next = text.trim() || null;
    if (next === saved.current) return;
    saved.current = next;
    onSave(next);
  };
  // Closing unmounts a focused field without a blur event.
  const saveLast = useRef(save);
  useEffect(() => {
    saveLast.current = save;
  });
  useEffect(() => () => saveLast.current(), []);
  return (
    <Field label="Note">
      <Textarea
        value={text}
        maxLength={2_000}
        placeholder="What was this for?"
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
      />
    </Field>
  );
}
