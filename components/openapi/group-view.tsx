import { SectionHeading } from '#components/ui/section-heading';
import type { GroupDto, ShapeDto } from '#lib/openapi/contract';
import { FieldList } from './field-list.tsx';
import { OperationSection } from './operation-section.tsx';

/** One part of the API: its addresses, and the types that they answer with. */
export function GroupView({ group, origin }: { group: GroupDto; origin: string }) {
  return (
    <div className="flex flex-col gap-12">
      <section aria-labelledby="addresses">
        <SectionHeading id="addresses">Addresses</SectionHeading>
        {group.operations.map((each) => (
          <OperationSection key={each.id} operation={each} origin={origin} />
        ))}
      </section>
      {group.shapes.length > 0 ? (
        <section aria-labelledby="types">
          <SectionHeading id="types">What they answer with</SectionHeading>
          {group.shapes.map((each) => (
            <Shape key={each.name} shape={each} />
          ))}
        </section>
      ) : null}
    </div>
  );
}

function Shape({ shape: { name, description, fields } }: { shape: ShapeDto }) {
  return (
    <section aria-labelledby={name} className="border-line border-b py-6 last:border-b-0">
      <h3 id={name} className="scroll-mt-6 font-medium font-mono text-sm">
        {name}
      </h3>
      {description ? <p className="mt-1 text-ink-soft text-sm">{description}</p> : null}
      <FieldList label="Fields" fields={fields} />
    </section>
  );
}
