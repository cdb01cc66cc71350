import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import type { FactDto, FactValue } from '#lib/identity/contract';
import { factWords, nameBanks } from './identity-words.ts';
import { SayRightButton } from './say-right-button.tsx';

/** One kind of fact: each value once, with the banks that have it. */
export function FactSection({ fact, compared }: { fact: FactDto; compared: number }) {
  const { kind, values } = fact;
  const { title, one } = factWords[kind];
  return (
    <section aria-labelledby={kind}>
      <SectionHeading id={kind} aside={<SayRightButton fact={fact} variant="ghost" />}>
        {title}
      </SectionHeading>
      {values.length === 0 ? (
        <p className="py-3 text-ink-soft">
          {compared === 1 ? 'The bank that was asked tells' : 'The banks that were asked tell'} no{' '}
          {one}.
        </p>
      ) : (
        <ul>
          {values.map((value) => (
            <ValueRow key={value.text} value={value} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ValueRow({ value: { text, alsoWritten, banks, isRight } }: { value: FactValue }) {
  return (
    <li className="flex items-start justify-between gap-6 border-line border-b py-2.5">
      <span className="min-w-0">
        <span className="block break-words">{text}</span>
        <span className="block text-ink-soft text-sm">
          {banks.length > 0 ? nameBanks(banks) : 'No bank; you say so'}
        </span>
        {alsoWritten.map((other) => (
          <span key={other} className="block break-words text-ink-faint text-sm">
            Also written {other}
          </span>
        ))}
      </span>
      {isRight === null ? null : (
        <StatusPill tone={isRight ? 'positive' : 'warning'} className="mt-0.5 shrink-0">
          {isRight ? 'Right' : 'Not right'}
        </StatusPill>
      )}
    </li>
  );
}
