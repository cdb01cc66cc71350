import { h, icon } from '../../browser/dom.ts';

export interface Pane {
  /** The first node holds the heading. */
  content: Node[];
  /** Buttons at the foot of the pane. */
  actions?: Node[];
  /** What the arrow at the top does; absent where there is no way back. */
  onBack?: (() => void) | undefined;
  /** Whether the cross is shown; while something is under way there is nothing to leave. */
  isBusy?: boolean;
}

interface ShellActions {
  onClose: () => void;
}

/** The window around the panes: top bar, the pane, and the line that says what this is. */
export class Shell {
  readonly #backdrop: HTMLElement;
  readonly #dialog: HTMLElement;
  readonly #slot: HTMLElement;
  readonly #back: HTMLButtonElement;
  readonly #close: HTMLButtonElement;
  #pane: Pane | null = null;
  #paneElement: HTMLElement | null = null;

  constructor(actions: ShellActions) {
    this.#back = iconButton('Back', 'back', () => this.#pane?.onBack?.());
    this.#close = iconButton('Close', 'close', actions.onClose);
    this.#slot = h('div', { class: 'slot' });
    this.#dialog = h(
      'div',
      { class: 'dialog', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'pane-heading' },
      h('header', { class: 'top' }, this.#back, h('span', { class: 'spacer' }), this.#close),
      this.#slot,
      sandboxNotice(),
    );
    this.#backdrop = h('div', { class: 'backdrop', hidden: true }, this.#dialog);
    this.#backdrop.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.preventDefault();
        actions.onClose();
      } else if (event.key === 'Tab') {
        keepFocusInside(this.#dialog, event);
      }
    });
    document.body.append(this.#backdrop);
  }

  get pane(): Pane | null {
    return this.#pane;
  }

  setAppearance(appearance: 'LIGHT' | 'DARK' | 'SYSTEM'): void {
    document.documentElement.dataset.appearance = appearance.toLowerCase();
  }

  show(pane: Pane): void {
    this.#pane = pane;
    const element = h('section', { class: 'pane' });
    element.append(
      h('div', { class: 'content' }, ...pane.content),
      ...(pane.actions?.length ? [h('div', { class: 'actions' }, ...pane.actions)] : []),
    );
    this.#paneElement?.remove();
    this.#paneElement = element;
    this.#slot.append(element);
    this.#back.hidden = pane.onBack === undefined;
    this.#close.hidden = pane.isBusy === true;
    this.#backdrop.hidden = false;
    element.querySelector<HTMLElement>('#pane-heading')?.focus();
  }

  hide(): void {
    this.#backdrop.hidden = true;
    this.#paneElement?.remove();
    this.#paneElement = null;
    this.#pane = null;
  }
}

/** Never lets a person forget that this is not the real thing. */
export function sandboxNotice(): HTMLElement {
  return h(
    'footer',
    { class: 'notice' },
    icon('flask', 16),
    h('span', {}, h('strong', {}, 'Plumbline sandbox'), ' – not Plaid, no bank is contacted'),
  );
}

function iconButton(label: string, name: 'back' | 'close', onPress: () => void): HTMLButtonElement {
  const element = h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label },
    icon(name),
  );
  element.addEventListener('click', onPress);
  return element;
}

function keepFocusInside(dialog: HTMLElement, event: KeyboardEvent): void {
  const stops = [
    ...dialog.querySelectorAll<HTMLElement>('button, input, a[href], [tabindex="0"]'),
  ].filter((element) => !element.hasAttribute('disabled') && element.offsetParent !== null);
  const first = stops[0];
  const last = stops.at(-1);
  const current = document.activeElement;
  const isOutside = !stops.some((element) => element === current);
  if (event.shiftKey && (current === first || isOutside)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && current === last) {
    event.preventDefault();
    first?.focus();
  }
}
