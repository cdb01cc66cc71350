'use client';

import { CheckChoice } from '#components/ui/check-choice';
import { type EventType, eventNames, eventTypes } from '#lib/webhook-endpoints/events';

/** What an address is told of, each with what it means. */
export function EventFields({
  events,
  onEventsChange,
}: {
  events: readonly EventType[];
  onEventsChange: (events: EventType[]) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-sm">What it is told of</legend>
      <div className="flex flex-col gap-2.5">
        {eventNames.map((type) => (
          <CheckChoice
            key={type}
            label={<span className="font-mono text-sm">{type}</span>}
            hint={eventTypes[type]}
            checked={events.includes(type)}
            onCheckedChange={(checked) =>
              onEventsChange(
                eventNames.filter((each) => (each === type ? checked : events.includes(each))),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
