import { LinkBankButton } from '#components/items/link-bank-button';
import { EmptyState } from '#components/ui/empty-state';
import { SectionHeading } from '#components/ui/section-heading';
import type { IdentityDto } from '#lib/identity/contract';
import { BankFile } from './bank-file.tsx';
import { FactSection } from './fact-section.tsx';
import { Findings } from './findings.tsx';

/** What banks have on file of whoever looks: first what does not agree, then each fact, then each bank. */
export function IdentityView({ identity: { banks, facts, compared } }: { identity: IdentityDto }) {
  if (banks.length === 0) {
    return (
      <EmptyState title="You have linked no bank" actions={<LinkBankButton />}>
        Once you have, you can ask it here what it has on file about you, and compare it with what
        your other banks have.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-10">
      {compared > 0 ? (
        <>
          <Findings facts={facts} />
          {facts.map((fact) => (
            <FactSection key={fact.kind} fact={fact} compared={compared} />
          ))}
        </>
      ) : null}
      <section aria-labelledby="banks">
        <SectionHeading id="banks">Banks</SectionHeading>
        <ul>
          {banks.map((bank) => (
            <BankFile key={bank.itemId} file={bank} />
          ))}
        </ul>
      </section>
    </div>
  );
}
