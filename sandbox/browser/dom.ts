type Child = Node | string | null | undefined | false;

type Attributes = Record<string, string | number | boolean | null | undefined>;

/** Makes an element. True sets an empty attribute; false, null and undefined set none. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  append(element, children);
  return element;
}

function append(parent: Element, children: Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      parent.append(child);
    }
  }
}

/** Line icons on a 24-unit grid, drawn with the colour of the text around them. */
const iconPaths = {
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16.2 16.2L20 20',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M9 5l7 7-7 7',
  alert: 'M12 8v5M12 16.4v.2M12 3.6l9 16.2H3z',
  bank: 'M4 10h16M12 4l8 4H4zM6 10v7M10 10v7M14 10v7M18 10v7M4 19h16',
  flask: 'M10 4v5.5L5.4 17A2 2 0 0 0 7.1 20h9.8a2 2 0 0 0 1.7-3L14 9.5V4M8.5 4h7M7.6 14h8.8',
  eye: 'M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z',
  phone:
    'M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM11 17.8h2',
  shield: 'M12 3.5l7 2.6v5.4c0 4.3-2.9 7.6-7 9-4.1-1.4-7-4.7-7-9V6.1zM8.8 12l2.3 2.3 4.2-4.4',
  hash: 'M5 9.5h14M5 14.5h14M10 4.5l-1.6 15M15.6 4.5L14 19.5',
  coin: 'M12 3.8a8.2 8.2 0 1 1 0 16.4 8.2 8.2 0 0 1 0-16.4zM14.6 9.3c-.4-.9-1.3-1.4-2.6-1.4-1.5 0-2.6.7-2.6 1.9 0 2.9 5.3 1.3 5.3 4.2 0 1.3-1.1 2.1-2.7 2.1-1.4 0-2.4-.6-2.8-1.6M12 6.4v1.5M12 16.1v1.5',
  building: 'M6 20V4.5h8V20M14 9h4.5v11M4 20h16M9 8h2M9 12h2M9 16h2',
  upload: 'M12 15.5V5M8 8.5L12 4.5l4 4M5 15v3.5h14V15',
  lock: 'M6.5 11h11v9h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  door: 'M14 4H6v16h8M10.5 12H20M16.5 8.5L20 12l-3.5 3.5',
} as const;

export type IconName = keyof typeof iconPaths;

export function icon(name: IconName, size = 20): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  for (const [attribute, value] of Object.entries({
    viewBox: '0 0 24 24',
    width: size,
    height: size,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 1.75,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  })) {
    svg.setAttribute(attribute, String(value));
  }
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', iconPaths[name]);
  svg.append(path);
  return svg;
}

/** A bank's initials on its colour. */
export function emblem(
  bank: { name: string; color: string },
  size: 'small' | 'large',
): HTMLElement {
  const initials = bank.name
    .split(/\s+/)
    .filter((word) => /^[A-Z]/.test(word))
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');
  const element = h('span', { class: `emblem ${size}`, 'aria-hidden': 'true' }, initials);
  element.style.backgroundColor = bank.color;
  return element;
}

export function button(
  label: string,
  kind: 'primary' | 'secondary' | 'quiet',
  onPress: () => void,
): HTMLButtonElement {
  const element = h('button', { type: 'button', class: `button ${kind}` }, label);
  element.addEventListener('click', onPress);
  return element;
}

/** The pane's heading: it takes the focus when the pane appears. */
export function heading(text: string): HTMLHeadingElement {
  return h('h1', { id: 'pane-heading', tabindex: -1 }, text);
}
