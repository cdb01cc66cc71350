import { cn } from '#lib/cn';

const sizes = {
  sm: 'size-5 text-[0.5625rem]',
  md: 'size-7 text-2xs',
  lg: 'size-9 text-xs',
} as const;

/**
 * Stands for an institution (square) or a person (round) by initials and a quiet colour. Decorative:
 * the name is always beside it. The letters keep their contrast on any `colour`, because only a
 * quarter of it goes into the ground and none of it into the letters.
 */
export function Monogram({
  name,
  colour,
  shape = 'square',
  size = 'md',
  className,
}: {
  name: string;
  /** Any CSS colour, such as the institution's own. */
  colour?: string | null;
  shape?: 'square' | 'round';
  size?: keyof typeof sizes;
  className?: string;
}) {
  const hue = colour ?? `var(--hue-${hueOf(name)})`;
  return (
    <span
      aria-hidden="true"
      style={{
        backgroundColor: `color-mix(in oklab, ${hue} 26%, var(--surface))`,
        boxShadow: `inset 0 0 0 1px color-mix(in oklab, ${hue} 30%, transparent)`,
      }}
      className={cn(
        'inline-grid shrink-0 select-none place-items-center font-semibold text-ink leading-none',
        shape === 'round' ? 'rounded-full' : 'rounded-md',
        sizes[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** "First Platypus Bank" is FP: two words say more than one; words such as "of" do not count. */
function initialsOf(name: string): string {
  const words = name.split(/[\s\-–—/&.,@]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const telling = words.filter((word) => !/^(of|the|and|de|la)$/i.test(word));
  const chosen = (telling.length > 0 ? telling : words).slice(0, 2);
  return (
    chosen
      .map((word) => [...word][0] ?? '')
      .join('')
      .toUpperCase() || '–'
  );
}

function hueOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return (sum % 6) + 1;
}
