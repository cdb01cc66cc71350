import { CopyButton } from '#components/ui/copy-button';
import { TextLink } from '#components/ui/text-link';
import type { OperationDto } from '#lib/openapi/contract';
import { FieldList } from './field-list.tsx';
import { MethodLabel } from './method-label.tsx';

/** One address: what it does, what it takes, what it answers, and how to ask it from a terminal. */
export function OperationSection({
  operation,
  origin,
}: {
  operation: OperationDto;
  /** Where this installation is. */
  origin: string;
}) {
  const { id, method, path, summary, scope, parameters, body, answer, answerShape } = operation;
  return (
    <section
      aria-labelledby={id}
      className="scroll-mt-6 border-line border-b py-8 first:pt-2 last:border-b-0"
    >
      <h3 id={id} className="flex scroll-mt-6 items-baseline">
        <MethodLabel method={method} />
        <a href={`#${id}`} className="min-w-0 break-words rounded-sm font-medium font-mono text-sm">
          {path}
        </a>
      </h3>
      <p className="mt-1">{summary}</p>
      <p className="mt-1 text-ink-soft text-sm">
        Scope <span className="font-mono">{scope}</span>
      </p>
      {parameters.length > 0 ? <FieldList label="Parameters" fields={parameters} /> : null}
      {body.length > 0 ? <FieldList label="Body" fields={body} /> : null}
      {answer.length > 0 ? (
        <FieldList label={`Answers ${operation.status}`} fields={answer} />
      ) : (
        <div className="mt-4 text-sm">
          <h4 className="font-medium">{`Answers ${operation.status}`}</h4>
          <p className="mt-1 text-ink-soft">
            {answerShape ? (
              <TextLink href={`#${answerShape}`} className="font-mono">
                {answerShape}
              </TextLink>
            ) : operation.isFile ? (
              'A file.'
            ) : (
              'Nothing.'
            )}
          </p>
        </div>
      )}
      <Example text={writeCurl(operation, origin)} />
    </section>
  );
}

function Example({ text }: { text: string }) {
  return (
    <div className="mt-4 flex items-start gap-2 rounded-md bg-pressed p-3">
      <pre className="min-w-0 flex-1 whitespace-pre-wrap break-words font-mono text-xs leading-relaxed">
        {text}
      </pre>
      <CopyButton value={text} label="Copy the example" />
    </div>
  );
}

function writeCurl({ method, path, mediaType, parameters }: OperationDto, origin: string): string {
  const query = parameters
    .filter(({ place, required }) => place === 'query' && required)
    .map(({ name }) => `${name}=…`)
    .join('&');
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} "${origin}${path}${query && `?${query}`}"`,
    '  -H "Authorization: Bearer $PLUMBLINE_TOKEN"',
  ];
  if (mediaType === 'application/json') {
    lines.push('  -H "Content-Type: application/json"', `  -d '{ … }'`);
  } else if (mediaType) {
    lines.push(`  -H "Content-Type: ${mediaType}"`, '  --data-binary @file');
  }
  return lines.join(' \\\n');
}
