import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { type ConsentDto, policyVersion } from '#lib/consents/contract';
import { formatCivilDate } from '#lib/dates/civil-date';
import { TakeBack } from './take-back.tsx';

const list = new Intl.ListFormat('en-US');
/** Without a today it has its year. */
const nameDay = (date: string) => formatCivilDate(date, '');

/** What the reader allowed at each bank, and the way to take it back. */
export function ConsentSection({ consents }: { consents: ConsentDto[] }) {
  return (
    <section aria-labelledby="consents" className="mb-12">
      <SectionHeading id="consents">What you allowed</SectionHeading>
      <p className="max-w-prose py-4 text-ink-soft">
        The terms of {nameDay(policyVersion)}: Plumbline fetches what you allowed and nothing else,
        keeps it in this installation alone, gives it to nobody, and deletes it when you say so.
      </p>
      {consents.length === 0 ? (
        <p className="text-ink-soft">
          Nothing: you have linked no bank. What you allow when you do is kept here.
        </p>
      ) : (
        <ul className="border-line border-t">
          {consents.map((consent) => (
            <ConsentRow key={consent.itemId} consent={consent} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ConsentRow({ consent }: { consent: ConsentDto }) {
  const { bank, products, givenAt, renewedAt, withdrawnAt } = consent;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-3">
      <span className="min-w-0">
        <span className="block">{bank}</span>
        <span className="block text-ink-soft text-sm">
          To fetch {list.format(products)}. Allowed <RelativeTime iso={givenAt} />
          {renewedAt ? (
            <>
              , renewed <RelativeTime iso={renewedAt} />
            </>
          ) : null}
          {withdrawnAt ? (
            <>
              , taken back <RelativeTime iso={withdrawnAt} />
            </>
          ) : null}
          , on the terms of {nameDay(consent.policyVersion)}.
        </span>
      </span>
      {withdrawnAt ? null : <TakeBack itemId={consent.itemId} bank={bank} />}
    </li>
  );
}
