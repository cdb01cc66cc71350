/** Of a file to import; what is over them is refused, never cut. */
export const fileBytes = 10 * 1024 * 1024;
export const rowLimit = 50_000;
export const columnLimit = 64;
/** Of one file: its accounts. */
export const sheetLimit = 100;
/** Of one line, or of one transaction of a file of tags. */
export const recordLimit = 64 * 1024;
/** For what writes all rows of a file, or takes them back. */
export const writeTimeoutMs = 2 * 60_000;
