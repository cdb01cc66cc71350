import type {
  EventMetadata,
  ExitMetadata,
  FrameMessage,
  HostMessage,
  LinkError,
  SuccessMetadata,
} from './protocol.ts';

// Served as a classic script: types are stripped, nothing may be imported at run time, and the block keeps
// its names out of the page.
{
  interface LinkConfig {
    token?: string | null;
    onSuccess?: (publicToken: string | null, metadata: SuccessMetadata) => void;
    onExit?: (error: LinkError | null, metadata: ExitMetadata) => void;
    onEvent?: (name: string, metadata: EventMetadata) => void;
    onLoad?: () => void;
    receivedRedirectUri?: string | null;
  }

  interface Frame {
    element: HTMLIFrameElement;
    send(message: HostMessage): void;
    destroy(): void;
  }

  const script = document.currentScript;
  const origin = script instanceof HTMLScriptElement ? new URL(script.src).origin : '';
  let frameCount = 0;

  /** Puts a frame of the sandbox into `parent` and hears only what that frame says. */
  const createFrame = (
    parent: HTMLElement,
    mode: 'dialog' | 'embedded',
    hear: (message: FrameMessage) => void,
  ): Frame => {
    frameCount += 1;
    const element = document.createElement('iframe');
    element.id = `plaid-link-iframe-${frameCount}`;
    element.title = 'Plaid Link (sandbox)';
    const query = new URLSearchParams({ mode, origin: window.location.origin });
    element.src = `${origin}/link/frame?${query}`;
    const onMessage = (event: MessageEvent) => {
      const isOurs = event.origin === origin && event.source === element.contentWindow;
      if (isOurs && event.data?.from === 'plaid-link-frame') {
        hear(event.data);
      }
    };
    window.addEventListener('message', onMessage);
    parent.append(element);
    return {
      element,
      send: (message) => element.contentWindow?.postMessage(message, origin),
      destroy: () => {
        window.removeEventListener('message', onMessage);
        element.remove();
      },
    };
  };

  /** Styles go through the element's style object: the page's policy forbids injected style sheets. */
  const coverPage = (element: HTMLIFrameElement) => {
    Object.assign(element.style, {
      position: 'fixed',
      inset: '0',
      width: '100%',
      height: '100%',
      border: '0',
      zIndex: '2147483647',
      display: 'none',
      background: 'transparent',
      // A frame of another colour scheme than its page is painted opaque.
      colorScheme: 'normal',
      // An open modal of the page may have switched pointer events off for everything beside it.
      pointerEvents: 'auto',
    });
  };

  const create = (config: LinkConfig) => {
    const token = config.token;
    if (!token) {
      throw new Error('Missing Link parameter. Link requires a token to be provided.');
    }
    let isLoaded = false;
    let isOpen = false;
    let isDestroyed = false;
    let waitingInstitution: string | null | undefined;
    let pageOverflow = '';
    let focusedBefore: Element | null = null;

    const show = (institutionId: string | null) => {
      isOpen = true;
      focusedBefore = document.activeElement;
      pageOverflow = document.body.style.overflow;
      document.body.style.overflow = 'hidden';
      frame.element.style.display = 'block';
      frame.element.focus();
      frame.send({
        from: 'plaid-link-host',
        kind: 'open',
        token,
        institutionId,
        receivedRedirectUri: config.receivedRedirectUri ?? null,
      });
    };

    const hide = () => {
      if (!isOpen) {
        return;
      }
      isOpen = false;
      document.body.style.overflow = pageOverflow;
      frame.element.style.display = 'none';
      if (focusedBefore instanceof HTMLElement) {
        focusedBefore.focus();
      }
    };

    const frame = createFrame(document.body, 'dialog', (message) => {
      switch (message.kind) {
        case 'ready':
          isLoaded = true;
          config.onLoad?.();
          if (waitingInstitution !== undefined) {
            show(waitingInstitution);
            waitingInstitution = undefined;
          }
          break;
        case 'event':
          config.onEvent?.(message.name, message.metadata);
          break;
        case 'success':
          hide();
          config.onSuccess?.(message.publicToken, message.metadata);
          break;
        case 'leave':
          window.location.assign(message.url);
          break;
        case 'exit':
          hide();
          config.onExit?.(message.error, message.metadata);
          break;
      }
    });
    coverPage(frame.element);

    const openOn = (institutionId: string | null) => {
      if (isDestroyed || isOpen) {
        return;
      }
      if (isLoaded) {
        show(institutionId);
      } else {
        waitingInstitution = institutionId;
      }
    };

    return {
      open: () => openOn(null),
      openOn,
      exit: (options?: { force?: boolean }) => {
        waitingInstitution = undefined;
        if (isOpen) {
          frame.send({ from: 'plaid-link-host', kind: 'exit', force: options?.force === true });
        }
      },
      // Only Layer uses it, which the sandbox does not offer.
      submit: () => undefined,
      destroy: () => {
        if (!isDestroyed) {
          hide();
          isDestroyed = true;
          frame.destroy();
        }
      },
    };
  };

  /** A search of banks inside the page; a chosen bank opens Link. */
  const createEmbedded = (config: LinkConfig, target: HTMLElement) => {
    const handler = create(config);
    const token = config.token ?? '';
    const frame = createFrame(target, 'embedded', (message) => {
      if (message.kind === 'ready') {
        frame.send({
          from: 'plaid-link-host',
          kind: 'open',
          token,
          institutionId: null,
          receivedRedirectUri: null,
        });
      } else if (message.kind === 'choose') {
        handler.openOn(message.institutionId);
      }
    });
    Object.assign(frame.element.style, {
      width: '100%',
      height: '100%',
      minHeight: '300px',
      border: '0',
      colorScheme: 'normal',
      background: 'transparent',
    });
    return {
      destroy: () => {
        frame.destroy();
        handler.destroy();
      },
    };
  };

  Object.assign(window, {
    Plaid: {
      create: (config: LinkConfig) => {
        const { openOn: _openOn, ...handler } = create(config);
        return handler;
      },
      createEmbedded,
    },
  });
}
