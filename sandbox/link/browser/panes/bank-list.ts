import { emblem, h, icon } from '../../../browser/dom.ts';
import type { InstitutionTile } from '../protocol.ts';

/** What a row says of a bank that is not in order. */
const notes: Partial<Record<InstitutionTile['health'], string>> = {
  degraded: 'May not work right now',
  down: 'Not available right now',
  unsupported: 'Cannot be connected here',
};

/** Rows of banks to press. */
export function bankRows(
  banks: InstitutionTile[],
  onChoose: (bank: InstitutionTile) => void,
): HTMLElement[] {
  return banks.map((bank) => {
    const note = notes[bank.health];
    const row = h(
      'button',
      { type: 'button', class: 'bank' },
      emblem(bank, 'small'),
      h('span', { class: 'bank-name' }, bank.name, note !== undefined && h('small', {}, note)),
      h('span', { class: 'chevron' }, icon('chevron', 18)),
    );
    row.addEventListener('click', () => onChoose(bank));
    return h('li', {}, row);
  });
}
