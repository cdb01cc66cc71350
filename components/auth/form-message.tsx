import { Callout } from '#components/ui/callout';

/** What is wrong with the whole of a form. Over its button, so that no field moves. */
export function FormMessage({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <Callout tone="danger" role="alert">
      {text}
    </Callout>
  );
}
