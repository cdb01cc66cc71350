import { TextLink } from '#components/ui/text-link';
import type { FieldDto } from '#lib/openapi/contract';

/** Fields with what each is; a type that stands by itself on the page is a link to it. */
export function FieldList({ label, fields }: { label: string; fields: readonly FieldDto[] }) {
  return (
    <div className="mt-4">
      <h4 className="font-medium text-sm">{label}</h4>
      <ul className="mt-1">
        {fields.map((field) => (
          <li key={field.name} className="border-line border-b py-1.5 text-sm last:border-b-0">
            <span className="flex flex-wrap items-baseline gap-x-3">
              <span className="min-w-0 break-all font-mono">{field.name}</span>
              <span className="min-w-0 break-words text-ink-soft">
                <TypeWords field={field} />
              </span>
              {field.required ? null : <span className="text-ink-faint">optional</span>}
            </span>
            {field.description ? (
              <span className="block text-ink-soft">{field.description}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function TypeWords({ field: { type, shapes } }: { field: FieldDto }) {
  if (shapes.length === 0) return type;
  // The names stand in the words as they are called.
  const parts = type.split(new RegExp(`\\b(${shapes.join('|')})\\b`));
  return parts.map((part, index) =>
    shapes.includes(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places.
      <TextLink key={index} href={`#${part}`}>
        {part}
      </TextLink>
    ) : (
      part
    ),
  );
}
