'use client';

import { type ComponentProps, useRef } from 'react';
import { Button } from './button.tsx';

/** A button that asks for files; the same file may be chosen again. */
export function FileButton({
  label,
  accept,
  multiple = false,
  onFiles,
  ...button
}: Omit<ComponentProps<typeof Button>, 'onClick'> & {
  /** What the files are, for the field that takes them. */
  label: string;
  accept: string;
  multiple?: boolean;
  /** At least one. */
  onFiles: (files: [File, ...File[]]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple={multiple}
        accept={accept}
        aria-label={label}
        className="sr-only"
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          const [first, ...others] = currentTarget.files ?? [];
          currentTarget.value = '';
          if (first) onFiles([first, ...others]);
        }}
      />
      <Button {...button} onClick={() => input.current?.click()} />
    </>
  );
}
