import { ExternalLink } from 'lucide-react';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { TransactionDetailDto } from '#lib/transactions/contract';

/** What the bank says of a transaction, or whoever entered it; nobody changes that here. */
export function BankFacts({
  transaction,
  today,
}: {
  transaction: TransactionDetailDto;
  today: CivilDate;
}) {
  const { pending, byHand, fromFile, bankDate, authorizedDate, bankText, memo, account } =
    transaction;
  const { paymentChannel, checkNumber, counterparties, place } = transaction;
  const channel = channelWords[paymentChannel ?? ''];
  const spentOn = authorizedDate !== bankDate ? authorizedDate : null;
  return (
    <section aria-labelledby="bank-facts" className="mt-8">
      <SectionHeading id="bank-facts" level={3}>
        {headingOf(transaction)}
      </SectionHeading>
      <DefinitionList>
        <Definition term="Status">{statusWords(transaction)}</Definition>
        {spentOn ? (
          <Definition term="Happened">{formatCivilDate(spentOn, today)}</Definition>
        ) : null}
        <Definition term={pending || byHand ? 'Date' : 'Posted on'}>
          {formatCivilDate(bankDate, today)}
        </Definition>
        <Definition term="Account">
          <TextLink quiet asChild>
            <Link href={`/accounts/${account.id}`}>
              {account.name}
              {account.mask ? <span className="text-ink-faint"> ••{account.mask}</span> : null}
            </Link>
          </TextLink>
        </Definition>
        <Definition term={byHand ? 'What it was' : 'Its own words'}>
          <span className="break-words">{bankText}</span>
        </Definition>
        {memo ? (
          <Definition term={fromFile ? 'Memo' : 'Memo of the file'}>
            <span className="whitespace-pre-line break-words">{memo}</span>
          </Definition>
        ) : null}
        {channel ? <Definition term="Paid">{channel}</Definition> : null}
        {checkNumber ? <Definition term="Check number">{checkNumber}</Definition> : null}
        {counterparties.map(({ name, type }) => (
          <Definition key={`${name} ${type}`} term={partyWords[type ?? ''] ?? 'Also part of it'}>
            {name}
          </Definition>
        ))}
        {place ? (
          <Definition term="Place">
            {place.text ? <span className="block">{place.text}</span> : null}
            <TextLink
              href={mapOf(place)}
              target="_blank"
              rel="noopener noreferrer"
              className="inline-flex items-center gap-1.5 text-sm"
            >
              Show on OpenStreetMap
              <ExternalLink aria-hidden="true" className="size-3.5" />
            </TextLink>
          </Definition>
        ) : null}
      </DefinitionList>
    </section>
  );
}

function headingOf({ byHand, fromFile }: TransactionDetailDto): string {
  if (fromFile) return 'What the file says';
  return byHand ? 'As it was entered' : 'What the bank says';
}

function statusWords({ byHand, fromFile, kept, pending }: TransactionDetailDto): string {
  if (fromFile) return 'Imported from a file';
  if (byHand) return 'Entered by hand';
  if (kept) return 'Kept by hand; withdrawn by the bank';
  return pending ? 'Pending' : 'Posted';
}

/** `other` says nothing. */
const channelWords: Record<string, string> = { online: 'Online', 'in store': 'In a store' };

const partyWords: Record<string, string> = {
  merchant: 'Merchant',
  financial_institution: 'Financial institution',
  payment_app: 'Payment app',
  marketplace: 'Marketplace',
  payment_terminal: 'Payment terminal',
  income_source: 'Income source',
};

/** A map is somebody else's: nothing of it is loaded until the person goes there. */
function mapOf({ text, point }: NonNullable<TransactionDetailDto['place']>): string {
  const site = 'https://www.openstreetmap.org';
  if (!point) return `${site}/search?${new URLSearchParams({ query: text })}`;
  const { lat, lon } = point;
  return `${site}/?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}`;
}
