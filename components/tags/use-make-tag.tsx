import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { TagDto } from '#lib/tags/contract';
import { useTagActions } from '#lib/tags/hooks';

/** Makes a tag by its name and hands it on, or says why there is none. */
export function useMakeTag(onMade: (tag: TagDto) => void): (name: string) => void {
  const { create } = useTagActions();
  return (name) => {
    create(name)
      .then((tag) => tag && onMade(tag))
      .catch((problem: unknown) => {
        toast({
          tone: 'danger',
          title: 'The tag was not made',
          description: describeError(problem),
        });
      });
  };
}
