import { SkeletonRows } from '#components/ui/skeleton';
import { CardSection } from './card-section.tsx';

/** The place of a card that is slow to come. */
export function CardSkeleton({ name }: { name: string }) {
  return (
    <CardSection name={name}>
      <SkeletonRows rows={5} label={`Loading ${name}`} />
    </CardSection>
  );
}
