// What a mark is, in words of the interface: for the list of marks and for those who hear it.
import { date, label, listed, name_of, number, t } from '../../lib/i18n';
import type { Names } from '../../lib/api/types';
import type { Layer, Mark, Points } from './marks';
import type { Key } from '../../messages/keys';

export function layer_name(layer: Layer): string {
  return t(`reader.layer.${layer}` as Key);
}
/** What one mark of a layer is called. */
export function kind_name(layer: Layer): string {
  return t(`reader.one.${layer}` as Key);
}

/** "> 1,000 people" as it was read. */
export function quantity_text(quantity: {
  value: number;
  bound: string;
  unit: string | null;
  upper?: number;
}): string {
  const value = number(quantity.value);
  const n =
    quantity.upper === undefined ? value : t('reader.range', { from: value, to: number(quantity.upper) });
  const key = { '>': 'reader.more_than', '<': 'reader.less_than', '~': 'reader.about' }[quantity.bound];
  return key ? t(key as Key, { number: n }) : n;
}

export function what_is(mark: Mark, names: Names): string {
  const all = (codes: string[]): string =>
    codes.length ? listed(codes.map((code) => name_of(code, names))) : t('line.nobody');
  switch (mark.layer) {
    case 'entity':
      return listed(mark.who.map((w) => name_of(w.entity.id, names)));
    case 'event': {
      const { event } = mark;
      const line = event.recipient.length
        ? t('line.not_done', {
            factuality: label('factuality', event.factuality),
            type: label('type', event.type),
            actor: all(event.actor),
            recipient: all(event.recipient),
          })
        : t('line.not_done_alone', {
            factuality: label('factuality', event.factuality),
            type: label('type', event.type),
            actor: all(event.actor),
          });
      return mark.disputed ? `${line} (${t('reader.disputed')})` : line;
    }
    case 'relation': {
      const { relation } = mark;
      const line = `${name_of(relation.subject, names)}, ${label('relation', relation.rel)}: ${name_of(relation.object, names)}`;
      return mark.disputed ? `${line} (${t('reader.disputed')})` : line;
    }
    case 'claim':
      return name_of(mark.claim.source, names);
    case 'time':
      return mark.time.date ? date(mark.time.date) : mark.time.value;
    case 'quantity':
      return quantity_text(mark.quantity);
    case 'copy':
      return listed([...new Set(mark.copies.map((c) => c.copy.other.outlet ?? t('line.no_outlet')))]);
  }
}

/** The words of a mark, long ones with their middle left out. */
export function words_of(mark: Mark, points: Points, most = 120): string {
  const text = mark.spans.map(([b, e]) => points.slice(b, e).trim()).join(' … ');
  if (text.length <= most) return text;
  const half = (most >> 1) - 1;
  return `${text.slice(0, half).replace(/\s+\S*$/, '')} … ${text.slice(-half).replace(/^\S*\s+/, '')}`;
}
