import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave, type SaveOptions } from './autosave.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A server that answers when told to. */
function createServer() {
  const requests: { value: string; options: SaveOptions; answer: (ok: boolean) => void }[] = [];
  const statuses: string[] = [];
  const send = (value: string, options: SaveOptions) =>
    new Promise<void>((resolve, reject) => {
      const answer = (ok: boolean) => (ok ? resolve() : reject(new Error('no')));
      requests.push({ value, options, answer });
    });
  const autosave = new Autosave<string>('', send, (status) => statuses.push(status), 700);
  const answer = async (index: number, ok: boolean) => {
    requests[index]?.answer(ok);
    await vi.advanceTimersByTimeAsync(0);
  };
  const sent = () => requests.map(({ value }) => value);
  return { autosave, answer, sent, statuses, requests };
}

describe('Autosave', () => {
  it('saves once, a moment after the last change', async () => {
    const { autosave, answer, sent, statuses } = createServer();
    for (const text of ['B', 'Be', 'Bea', 'Bean']) {
      autosave.change(text);
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(sent()).toEqual([]);
    await vi.advanceTimersByTimeAsync(700);
    expect(sent()).toEqual(['Bean']);
    await answer(0, true);
    expect(autosave.isClean).toBe(true);
    expect(statuses.at(-1)).toBe('saved');
  });

  it('tries again what failed, with the next flush or change', async () => {
    const { autosave, answer, sent, statuses } = createServer();
    autosave.change('Beans');
    void autosave.flush();
    await answer(0, false);
    expect(statuses.at(-1)).toBe('failed');
    expect(autosave.isClean).toBe(false);
    void autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    await answer(1, true);
    expect(sent()).toEqual(['Beans', 'Beans']);
    expect(autosave.isClean).toBe(true);
    void autosave.flush();
    expect(sent()).toHaveLength(2);
  });

  it('sends one at a time, the latest last', async () => {
    const { autosave, answer, sent } = createServer();
    autosave.change('a');
    void autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    autosave.change('ab');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent()).toEqual(['a']);
    autosave.change('abc');
    await answer(0, true);
    await vi.advanceTimersByTimeAsync(700);
    expect(sent().at(-1)).toBe('abc');
    await answer(sent().length - 1, true);
    expect(autosave.isClean).toBe(true);
  });

  it('does not wait when the page goes away', async () => {
    const { autosave, sent, requests } = createServer();
    autosave.change('a');
    void autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    autosave.change('ab');
    void autosave.flush({ leaving: true });
    expect(sent()).toEqual(['a', 'ab']);
    expect(requests[1]?.options).toEqual({ leaving: true });
  });

  it('takes over what another page wrote, but not over what was typed here', () => {
    const { autosave } = createServer();
    expect(autosave.take('theirs')).toBe(true);
    autosave.change('mine');
    expect(autosave.take('theirs, again')).toBe(false);
    expect(autosave.isClean).toBe(false);
  });
});
