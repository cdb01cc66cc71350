import { SectionHeading } from '#components/ui/section-heading';
import type { GrantDto } from '#lib/processors/contract';
import { GrantList } from './grant-list.tsx';

/** To whom the reader opened accounts, whatever became of it. */
export function PartnersSection({ grants }: { grants: readonly GrantDto[] }) {
  return (
    <section aria-labelledby="partners" className="mb-12">
      <SectionHeading id="partners">What you opened to partners</SectionHeading>
      {grants.length === 0 ? (
        <p className="max-w-prose py-4 text-ink-soft">
          Nothing. On an account’s page you can open it to a partner of Plaid’s, such as a payroll
          or a broker; what you give is listed here.
        </p>
      ) : (
        <>
          <p className="max-w-prose py-4 text-ink-soft">
            They read it from Plaid, not from here. To end one, disconnect its bank: that ends all
            that its accounts were opened for.
          </p>
          <GrantList grants={grants} />
        </>
      )}
    </section>
  );
}
