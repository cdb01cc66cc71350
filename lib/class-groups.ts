import { type createTailwindMerge, validators } from 'tailwind-merge';

type Config = ReturnType<Parameters<typeof createTailwindMerge>[0]>;

const { isArbitraryLength, isArbitraryVariableLength, isNumber, isTshirtSize } = validators;
const isLength = (value: string) =>
  isNumber(value) || isArbitraryLength(value) || isArbitraryVariableLength(value);
const isImage = (value: string) =>
  validators.isArbitraryImage(value) || validators.isArbitraryVariableImage(value);
const any = () => true;

/** Whose classes are what stands here and whatever follows: "px" is px-4. */
const plain = [
  ...['accent', 'auto-cols', 'auto-rows', 'basis', 'bottom', 'cursor', 'delay', 'divide-y', 'ease'],
  ...['fill', 'gap', 'gap-x', 'gap-y', 'grid-cols', 'grid-flow', 'grid-rows', 'h', 'inset'],
  ...['inset-x', 'inset-y', 'leading', 'left', 'max-h', 'max-w', 'mb', 'min-h', 'min-w', 'ml'],
  ...['mr', 'mt', 'mx', 'my', 'opacity', 'order', 'origin', 'p', 'pb', 'pl', 'pr', 'pt', 'px'],
  ...['py', 'resize', 'right', 'rotate', 'rounded', 'rounded-l', 'rounded-r', 'rounded-t'],
  ...['scroll-mb', 'scroll-mt', 'select', 'shrink', 'size', 'space-y', 'top', 'tracking'],
  ...['transition', 'translate-x', 'translate-y', 'underline-offset', 'w', 'whitespace', 'z'],
] as const;

/**
 * Which classes do the same thing, of those that we use: tailwind-merge's own list of all of
 * Tailwind's is four fifths of it, and comes with every page. lib/cn.test.ts holds what we write against that
 * list, class by class, and says what is missing here.
 */
export const classGroups: Config['classGroups'] = {
  ...Object.fromEntries(plain.map((name) => [name, [{ [name]: ['', any] }]])),
  'align-content': [{ content: ['start'] }],
  'align-items': [{ items: [any] }],
  'align-self': [{ self: [any] }],
  'bg-image': [{ bg: ['none', isImage] }],
  'bg-color': [{ bg: [any] }],
  'border-collapse': [{ border: ['collapse', 'separate'] }],
  'border-spacing': [{ 'border-spacing': [any] }],
  'border-style': [{ border: ['solid', 'dashed', 'dotted', 'double', 'none'] }],
  'border-w': [{ border: ['', isLength] }],
  'border-w-b': [{ 'border-b': ['', isLength] }],
  'border-w-l': [{ 'border-l': ['', isLength] }],
  'border-w-r': [{ 'border-r': ['', isLength] }],
  'border-w-t': [{ 'border-t': ['', isLength] }],
  'border-w-y': [{ 'border-y': ['', isLength] }],
  'border-color': [{ border: [any] }],
  break: [{ break: ['all', 'words'] }],
  'col-start': [{ 'col-start': [any] }],
  'col-start-end': [{ col: [{ span: [any] }] }],
  content: [{ content: [any] }],
  display: [
    ...['block', 'inline-block', 'inline', 'flex', 'inline-flex', 'grid', 'inline-grid', 'table'],
    ...['table-cell', 'table-column', 'contents', 'hidden'],
  ],
  flex: [{ flex: [isNumber] }],
  'flex-direction': [{ flex: ['row', 'row-reverse', 'col', 'col-reverse'] }],
  'flex-wrap': [{ flex: ['wrap', 'nowrap'] }],
  'font-family': [{ font: ['sans', 'mono'] }],
  'font-size': [{ text: ['base', isTshirtSize, isArbitraryLength, isArbitraryVariableLength] }],
  'font-weight': [{ font: ['normal', 'medium', 'semibold', 'bold'] }],
  'justify-content': [{ justify: ['between', 'center', 'end', 'start'] }],
  'list-style-type': [{ list: [any] }],
  'outline-style': [{ outline: ['none'] }],
  'outline-w': [{ outline: ['', isLength] }],
  'outline-offset': [{ 'outline-offset': [any] }],
  'outline-color': [{ outline: [any] }],
  overflow: [{ overflow: ['clip', 'hidden', 'visible'] }],
  'overflow-x': [{ 'overflow-x': [any] }],
  'overflow-y': [{ 'overflow-y': [any] }],
  'pointer-events': [{ 'pointer-events': [any] }],
  position: ['static', 'fixed', 'absolute', 'relative', 'sticky'],
  'ring-w': [{ ring: ['', isNumber] }],
  'ring-color': [{ ring: [any] }],
  'shadow-color': [{ shadow: [(value: string) => !value.startsWith('[')] }],
  shadow: [{ shadow: [any] }],
  sr: ['sr-only', 'not-sr-only'],
  'stroke-w': [{ stroke: [isNumber] }],
  stroke: [{ stroke: [any] }],
  'text-alignment': [{ text: ['left', 'center', 'right'] }],
  'text-wrap': [{ text: ['balance'] }],
  'text-overflow': ['truncate'],
  'text-color': [{ text: [any] }],
  'text-decoration': ['underline', 'no-underline'],
  'text-decoration-color': [{ decoration: [any] }],
  'vertical-align': [{ align: [any] }],
};

/** What a class says, too, and so wins over: px over pl and pr before it. */
export const conflictingClassGroups: Config['conflictingClassGroups'] = {
  overflow: ['overflow-x', 'overflow-y'],
  inset: ['inset-x', 'inset-y', 'right', 'left', 'top', 'bottom'],
  'inset-x': ['right', 'left'],
  'inset-y': ['top', 'bottom'],
  flex: ['basis', 'shrink'],
  gap: ['gap-x', 'gap-y'],
  p: ['px', 'py', 'pr', 'pl', 'pt', 'pb'],
  px: ['pr', 'pl'],
  py: ['pt', 'pb'],
  mx: ['mr', 'ml'],
  my: ['mt', 'mb'],
  size: ['w', 'h'],
  'font-size': ['leading'],
  rounded: ['rounded-l', 'rounded-r', 'rounded-t'],
  'border-w': ['border-w-y', 'border-w-r', 'border-w-l', 'border-w-t', 'border-w-b'],
  'border-w-y': ['border-w-t', 'border-w-b'],
};
