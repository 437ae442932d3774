// Where customers come from: how many each channel, country, plan or representative brought. In: the core's answer by one of these. Out: markup.
import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import { ranged } from '../controls/tables';
import { foreign } from '../foreign';
import { percent, whole } from '../format';
import type { ByChannel } from '../protocol';
import { alikeName, channelName } from './acquisition-words';

/** What heads the names: a channel is called that whatever its column is. */
export const partName = ({ compare_by, column }: ByChannel): string => (compare_by === 'channel' ? msg('Channel', { id: 'spend-channel' }) : foreign(column));

export function origins(by: ByChannel) {
  const { channels, customers, further, unknown } = by;
  const line = (name: string, n: number) => html`<tr data-n=${n}>
    <th scope="row">${name}</th>
    <td class="end">${whole(n)}</td>
    <td class="end">${percent(n / customers, 1)}</td>
  </tr>`;
  return html`<div class="scroll figures" tabindex="0" role="region" aria-label=${msg(str`New customers by ${alikeName(by.compare_by)}`, { id: 'origins-table' })}>
    <table data-parts="rows">
      <thead>
        <tr>
          <th scope="col">${partName(by)}</th>
          <th scope="col" class="end">${msg('New customers (n)', { id: 'cac-customers' })}</th>
          <th scope="col" class="end">${msg('Share of all', { id: 'channels-share' })}</th>
        </tr>
      </thead>
      <tbody>
        ${channels.map(
          ({ name, joined, share }) => html`<tr data-n=${joined}>
            <th scope="row">${channelName(name)}</th>
            <td class="end">${whole(joined)}</td>
            <td class="end">${ranged(share, (part) => percent(part, 1))}</td>
          </tr>`,
        )}
        ${further ? line(msg(str`${whole(further.channels)} further`, { id: 'origins-further' }), further.customers) : nothing} ${unknown ? line(msg('nothing named', { id: 'origins-unknown' }), unknown) : nothing}
        <tr>
          <th scope="row">${msg('All', { id: 'alike-all' })}</th>
          <td class="end">${whole(customers)}</td>
          <td></td>
        </tr>
      </tbody>
    </table>
  </div>`;
}
