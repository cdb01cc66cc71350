import 'server-only';

/** A document to be saved. @param fileName  in ASCII, without quotes */
export function answerPdf({
  fileName,
  bytes,
}: {
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
}): Response {
  return new Response(bytes, {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  });
}
