import { Definition, DefinitionList } from '#components/ui/definition-list';
import type { FileDto } from '#lib/identity/contract';
import { factKinds } from '#lib/identity/fact-kinds';
import { factWords, nameAccounts } from './identity-words.ts';

/** What a bank has of which accounts, to the letter. */
export function FileDetails({ bank, files }: { bank: string; files: readonly FileDto[] }) {
  return (
    <details className="group">
      <summary className="w-fit cursor-pointer rounded-sm text-ink-soft text-sm underline decoration-line-control underline-offset-[3px] hover:text-ink">
        What {bank} has, account by account
      </summary>
      <div className="mt-3 flex flex-col gap-6">
        {files.map((file) => (
          <div key={file.accounts[0]?.id}>
            <p
              className="font-medium text-sm"
              title={file.accounts.map(({ name }) => name).join(', ')}
            >
              {nameAccounts(file.accounts)}
            </p>
            <DefinitionList>
              {factKinds.map((kind) => (
                <Definition key={kind} term={factWords[kind].title}>
                  {file[kind].length === 0 ? (
                    <span className="text-ink-faint">Not told</span>
                  ) : (
                    file[kind].map((text) => (
                      <span key={text} className="block break-words">
                        {text}
                      </span>
                    ))
                  )}
                </Definition>
              ))}
            </DefinitionList>
          </div>
        ))}
      </div>
    </details>
  );
}
