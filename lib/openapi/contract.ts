/** One field of what is sent or answered. */
export type FieldDto = {
  /** With those it stands in: `items[].amount`. */
  name: string;
  /** In words: "text or null", "one of in, out". */
  type: string;
  /** Named types in it, which stand by themselves. */
  shapes: string[];
  required: boolean;
  description: string | null;
};

export type OperationLineDto = {
  id: string;
  method: string;
  path: string;
  summary: string;
  group: string;
  scope: string;
};

export type OperationDto = OperationLineDto & {
  parameters: (FieldDto & { place: 'path' | 'query' })[];
  /** What the body is sent as; null: there is none. */
  mediaType: string | null;
  body: FieldDto[];
  status: string;
  /** Empty where a named type is answered, a file, or nothing. */
  answer: FieldDto[];
  answerShape: string | null;
  isFile: boolean;
};

export type ShapeDto = { name: string; description: string | null; fields: FieldDto[] };

export type GroupDto = {
  name: string;
  about: string;
  operations: OperationDto[];
  shapes: ShapeDto[];
};
