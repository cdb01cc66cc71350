import { Select } from '#components/ui/select';
import { type Sight, sights } from '#lib/privacy/sights';
import { sightOptions } from './sight-words.ts';

/** How much one lets somebody see. */
export function SightSelect({
  label,
  value,
  onChange,
}: {
  /** Whose look at what. */
  label: string;
  value: Sight;
  onChange: (sight: Sight) => void;
}) {
  return (
    <Select
      variant="quiet"
      aria-label={label}
      options={sightOptions}
      value={value}
      onValueChange={(next) => onChange(sights.find((sight) => sight === next) ?? value)}
      className={value === 'full' ? undefined : 'text-ink'}
    />
  );
}
