import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { TroubleDto } from '#lib/operator/contract';
import { describeTrouble } from './trouble-words.ts';

/** What needs an operator, the worst first; or that nothing does. */
export function TroubleList({ troubles }: { troubles: TroubleDto[] }) {
  return (
    <section aria-labelledby="troubles">
      <SectionHeading id="troubles">
        {troubles.length > 0 ? 'What needs you' : 'Nothing needs you'}
      </SectionHeading>
      {troubles.length > 0 ? (
        <ul>
          {troubles.map((trouble) => (
            <TroubleRow key={trouble.name} trouble={trouble} />
          ))}
        </ul>
      ) : (
        <p className="flex items-baseline gap-3 py-3 text-ink-soft">
          <CircleCheck aria-hidden="true" className="size-4 shrink-0 translate-y-0.5 text-accent" />
          Workers run, jobs and webhooks are done, and no connection waits for you.
        </p>
      )}
    </section>
  );
}

function TroubleRow({ trouble }: { trouble: TroubleDto }) {
  const { title, whatToDo, href } = describeTrouble(trouble);
  const isDanger = trouble.tone === 'danger';
  const Icon = isDanger ? CircleAlert : TriangleAlert;
  return (
    <li className="flex items-baseline gap-3 border-line border-b py-3 last:border-b-0">
      <Icon
        aria-hidden="true"
        className={`size-4 shrink-0 translate-y-0.5 ${isDanger ? 'text-danger' : 'text-warning'}`}
      />
      <div className="min-w-0 flex-1">
        {href === '/admin' ? (
          <span className="font-medium">{title}</span>
        ) : (
          <TextLink asChild quiet className="font-medium">
            <Link href={href}>{title}</Link>
          </TextLink>
        )}
        <p className="text-ink-soft text-sm">{whatToDo}</p>
      </div>
    </li>
  );
}
