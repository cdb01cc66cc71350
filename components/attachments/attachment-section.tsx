'use client';

import { FileText, Image, Paperclip, X } from 'lucide-react';
import { formatFileSize } from '#components/archives/file-size';
import { FormMessage } from '#components/auth/form-message';
import { useMayChange } from '#components/members/membership';
import { ReadError } from '#components/shell/read-error';
import { offerUndo } from '#components/shell/undo';
import { IconButton } from '#components/ui/button';
import { FileButton } from '#components/ui/file-button';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { type AttachmentDto, attachmentBytes, attachmentLimit } from '#lib/attachments/contract';
import { useAttachments } from '#lib/attachments/hooks';
import { ApiError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';

/** Receipts and other documents of one transaction. */
export function AttachmentSection({ transactionId }: { transactionId: string }) {
  const { attachments, error, retry, hrefOf, add, remove, restore } = useAttachments(transactionId);
  const { pending, problem, attempt } = useAttempt();
  const mayChange = useMayChange();
  if (error)
    return <ReadError title="Attachments could not be read" error={error} onRetry={retry} />;
  if (!attachments || (attachments.length === 0 && !mayChange)) return null;

  const send = (files: File[]) =>
    attempt(async () => {
      let known = attachments;
      for (const file of files.slice(0, attachmentLimit)) {
        if (file.size > attachmentBytes) {
          throw new ApiError('payload_too_large', `${file.name} is larger than 10 MB.`);
        }
        const before = new Set(known.map(({ id }) => id));
        known = await add(file);
        const added = known.filter(({ id }) => !before.has(id));
        offerUndo(`${file.name}: attached`, () => Promise.all(added.map(({ id }) => remove(id))));
      }
    });
  const takeOff = ({ id, fileName }: AttachmentDto) =>
    attempt(async () => {
      await remove(id);
      offerUndo(`${fileName}: removed`, () => restore(id));
    });
  return (
    <section aria-labelledby="attachments" className="mt-6">
      <SectionHeading id="attachments" level={3}>
        Attachments
      </SectionHeading>
      <ul>
        {attachments.map((each) => (
          <li
            key={each.id}
            className="flex min-h-12 items-center gap-3 border-line border-b py-1.5"
          >
            <Preview attachment={each} href={hrefOf(each)} />
            <TextLink quiet asChild className="min-w-0 flex-1 truncate">
              <a href={hrefOf(each)} target="_blank" rel="noreferrer">
                {each.fileName}
              </a>
            </TextLink>
            <span className="shrink-0 text-ink-faint text-sm">{formatFileSize(each.bytes)}</span>
            {mayChange ? (
              <IconButton
                label={`Remove ${each.fileName}`}
                size="sm"
                disabled={pending}
                onClick={() => takeOff(each)}
              >
                <X />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange && attachments.length < attachmentLimit ? (
        <div className="pt-3">
          <FileButton
            label="Files to attach"
            accept="image/jpeg,image/png,image/webp,image/heic,application/pdf"
            multiple
            size="sm"
            loading={pending}
            onFiles={send}
          >
            <Paperclip aria-hidden="true" />
            Attach a picture or PDF
          </FileButton>
        </div>
      ) : null}
      <div className="pt-2 empty:hidden">
        <FormMessage text={problem} />
      </div>
    </section>
  );
}

/** Those that browsers show; the others are saved. */
const shown: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

function Preview({ attachment: { mediaType }, href }: { attachment: AttachmentDto; href: string }) {
  const Icon = mediaType.startsWith('image/') ? Image : FileText;
  return (
    <span className="flex size-9 shrink-0 items-center justify-center overflow-hidden rounded-sm bg-sunken">
      {shown.has(mediaType) ? (
        // biome-ignore lint/performance/noImgElement: it is the person's own, as it is.
        <img src={href} alt="" loading="lazy" className="size-full object-cover" />
      ) : (
        <Icon aria-hidden="true" className="size-4 text-ink-faint" />
      )}
    </span>
  );
}
