'use client';

import { Monogram } from '#components/ui/monogram';
import type { ItemDto } from '#lib/items/contract';

/** A bank's logo, or what stands for it. Decorative: its name is always beside it. */
export function BankMark({ item: { id, institution } }: { item: ItemDto }) {
  const { name, color, logoVersion } = institution;
  if (logoVersion === null) return <Monogram name={name} colour={color} size="lg" />;
  return (
    // biome-ignore lint/performance/noImgElement: small, cached by the browser and not ours to optimise
    <img
      src={`/api/items/${id}/logo?v=${logoVersion}`}
      alt=""
      width={36}
      height={36}
      className="size-9 shrink-0 rounded-md bg-white"
    />
  );
}
