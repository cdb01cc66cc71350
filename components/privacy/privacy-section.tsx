'use client';

import { SectionHeading } from '#components/ui/section-heading';
import type { PrivacyDto } from '#lib/privacy/contract';
import { PrivacyByPerson } from './privacy-by-person.tsx';
import { PrivacyMatrix } from './privacy-matrix.tsx';
import { SightSelect } from './sight-select.tsx';
import { useDecide } from './use-decide.ts';

/** What each of the others sees of what one linked: accounts by people, on a phone one person at a time. */
export function PrivacySection({ fallback }: { fallback: PrivacyDto }) {
  const { privacy, decide } = useDecide(fallback);
  const { accounts, newAccountsShow } = privacy;
  return (
    <section aria-labelledby="privacy" className="mb-12">
      <SectionHeading id="privacy" ruled={accounts.length === 0}>
        What others see of your accounts
      </SectionHeading>
      <p className="max-w-prose pb-4 text-ink-soft">
        Only you decide about accounts you linked, whoever owns the household. What you keep from
        one is also kept from whoever joins later, until you say otherwise.
      </p>
      {accounts.length > 0 ? (
        <>
          <div className="hidden lg:block">
            <PrivacyMatrix privacy={privacy} onDecide={decide} />
          </div>
          <div className="lg:hidden">
            <PrivacyByPerson privacy={privacy} onDecide={decide} />
          </div>
        </>
      ) : null}
      <div className="flex items-center justify-between gap-4 border-line border-b py-2">
        <p>
          Accounts you link later
          <span className="block text-ink-soft text-sm">
            What everybody else sees of them from the moment they are here.
          </span>
        </p>
        <div className="shrink-0 lg:w-36">
          <SightSelect
            label="What others see of accounts you link later"
            value={newAccountsShow}
            onChange={(sight) => decide({ newAccountsShow: sight })}
          />
        </div>
      </div>
    </section>
  );
}
