import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { z } from 'zod';
import { ApiError, describeError } from './api.ts';

type Values<Name extends string> = Record<Name, string>;
type LoadSchema<Name extends string> = () => Promise<z.ZodType<Values<Name>>>;

/**
 * A form that sends its named text fields and shows what the answer says about each. What was typed
 * stays in the inputs, whatever happens. Give the form `method="post"`: sent before this runs, a
 * browser would put a password into the address.
 *
 * @param options.loadSchema  what is checked before sending, so that most mistakes never leave the page;
 *   fetched once somebody types, because its library is as heavy as many a page
 * @param options.retryFrom   the field to go on from when the answer names none
 * @param options.stays       the form is there afterwards too, to be sent again
 */
export function useForm<Name extends string>(
  names: readonly Name[],
  send: (values: Values<Name>) => Promise<void>,
  {
    loadSchema,
    retryFrom,
    stays = false,
  }: { loadSchema: LoadSchema<Name>; retryFrom?: Name; stays?: boolean },
) {
  useLoadOnInput(loadSchema);
  const [busy, setBusy] = useState(false);
  const checking = useRef(false);
  const [message, setMessage] = useState<string | null>(null);
  const [fields, setFields] = useState<Partial<Values<Name>>>({});

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || checking.current) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const values = Object.fromEntries(
      names.map((name) => [name, String(data.get(name) ?? '')]),
    ) as Values<Name>;
    checking.current = true;
    const problems = await findProblems(loadSchema, values);
    checking.current = false;
    setFields(problems);
    setMessage(null);
    if (Object.keys(problems).length > 0) return focusFirst(form, names, problems);
    setBusy(true);
    try {
      await send(values);
      // Otherwise still busy: the next page is loading.
      if (stays) setBusy(false);
    } catch (error) {
      const named = error instanceof ApiError ? error.fields : {};
      const shown = names.filter((name) => named[name]);
      setFields(named as Partial<Values<Name>>);
      if (shown.length === 0) setMessage(describeError(error));
      focusFirst(form, names, shown.length > 0 || !retryFrom ? named : { [retryFrom]: true });
      setBusy(false);
    }
  };
  return { busy, message, fields, submit };
}

function useLoadOnInput(load: () => Promise<unknown>): void {
  // What cannot be fetched now is asked for again as the form is sent.
  const warm = useEffectEvent(() => void load().catch(() => {}));
  useEffect(() => {
    const onInput = () => warm();
    window.addEventListener('input', onInput, { once: true });
    return () => window.removeEventListener('input', onInput);
  }, []);
}

async function findProblems<Name extends string>(
  loadSchema: LoadSchema<Name>,
  values: Values<Name>,
): Promise<Partial<Values<Name>>> {
  // The server checks the same: without it the form is sent as it is.
  const schema = await loadSchema().catch(() => null);
  const problems: Record<string, string> = {};
  for (const issue of schema?.safeParse(values).error?.issues ?? [])
    problems[issue.path.join('.')] ??= issue.message;
  return problems as Partial<Values<Name>>;
}

function focusFirst(
  form: HTMLFormElement,
  names: readonly string[],
  problems: Record<string, unknown>,
): void {
  const first = names.find((name) => problems[name]);
  const named = first ? form.elements.namedItem(first) : null;
  // An amount is sent by a hidden field beside the one it is typed into.
  const input =
    named instanceof HTMLInputElement && named.type === 'hidden'
      ? named.parentElement?.querySelector('input')
      : named;
  if (!(input instanceof HTMLInputElement)) return;
  input.focus();
  input.select();
}
