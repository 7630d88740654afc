// The picture of a trace written as an SVG file that stands alone: no scripts, no links, fonts by
// name, text in its own direction.
import { directionOf } from '../../domain/direction';
import { t } from '../../i18n';
import { dayOf } from '../claims/checks';
import type { Held } from './graph';
import { worst } from './integrity';
import type { Card, Picture } from './layout';
import type { Summary } from './wording';

const INK = { supports: '#1e6b3c', contradicts: '#b3261e', context: '#8a5300', plain: '#8c877c' };
const DASH = { supports: '', contradicts: '6 3', context: '2 3', plain: '' };
const GLYPH = { supports: '✓', contradicts: '✕', context: '○' };
const STATE: Record<Held, string> = {
  unchanged: '✓',
  changed: '✕',
  missing: '!',
  unchecked: '○',
  'not-held': '◌',
};
const MARGIN = 24;
const LINE = 18;

interface About {
  label: string;
  summary: Summary;
  rtl: boolean;
}

export function svgOf(picture: Picture, { label, summary, rtl }: About): string {
  const said = [summary.main, ...summary.alarms, ...summary.rest];
  const top = MARGIN + 28 + said.length * LINE + 24;
  const width = picture.width + 2 * MARGIN;
  const height = picture.height + top + 28 + MARGIN;
  const draw = new Drawing(width, rtl);
  const body = [
    draw.text(MARGIN, MARGIN + 14, width - 2 * MARGIN, t.trace.textTitle(label), 'title'),
    ...said.map((line, i) =>
      draw.text(MARGIN, MARGIN + 36 + i * LINE, width - 2 * MARGIN, line, i ? 'muted' : ''),
    ),
    `<g transform="translate(0 ${top})">`,
    ...picture.heads.map((head) =>
      draw.text(MARGIN + head.x, 0, head.width, t.trace.columns[head.kind], 'head'),
    ),
    `<g transform="translate(0 14)">${linesOf(picture, width, rtl)}`,
    ...picture.cards.map((card) => draw.card(card)),
    '</g></g>',
  ];
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}"><title>${escaped(label)}</title>` +
    `<style>text{font:13px Inter,Vazirmatn,'Noto Sans Arabic',sans-serif;fill:#1c1b19}` +
    `.title{font-size:20px;font-weight:600}.head{font-size:12px;font-weight:600;fill:#5c5952}` +
    `.muted,.small{fill:#5c5952;font-size:12px}.strong{font-weight:600}</style>` +
    `<rect width="100%" height="100%" fill="#f6f5f2"/>${body.join('')}</svg>\n`
  );
}

function linesOf(picture: Picture, width: number, rtl: boolean): string {
  const move = rtl ? `translate(${width - MARGIN} 0) scale(-1 1)` : `translate(${MARGIN} 0)`;
  const paths = picture.lines.map(({ edge, path }) => {
    const stance = edge.stances.length === 1 ? edge.stances[0]! : 'plain';
    const dash = edge.back ? '3 3' : DASH[stance];
    const dashed = dash ? ` stroke-dasharray="${dash}"` : '';
    return `<path d="${path}" stroke="${INK[stance]}"${dashed}/>`;
  });
  return `<g transform="${move}" fill="none" stroke-width="1.5">${paths.join('')}</g>`;
}

class Drawing {
  constructor(
    private readonly width: number,
    private readonly rtl: boolean,
  ) {}

  /** One line of text in a box that begins `x` from where reading begins. */
  text(x: number, y: number, room: number, text: string, look = '', whole = text): string {
    const direction = directionOf(whole, this.rtl ? 'rtl' : 'ltr');
    const start = this.rtl ? this.width - x - room : x;
    const isRight = direction === 'rtl';
    // In SVG, `start` is the right end of right-to-left text.
    const at = isRight ? start + room : start;
    const fits = Math.max(4, Math.floor(room / 6.4));
    const cut = [...text].length > fits ? `${[...text].slice(0, fits - 1).join('')}…` : text;
    return (
      `<text x="${at}" y="${y}" direction="${direction}" unicode-bidi="embed"` +
      `${look ? ` class="${look}"` : ''}>${escaped(cut)}</text>`
    );
  }

  card(card: Card): string {
    const { node, height, width, y } = card;
    const x = MARGIN + card.x;
    const held = node.kind === 'origin' ? worst(node.ends) : node.held;
    const start = this.rtl ? this.width - x - width : x;
    const dashed = held === 'not-held' ? ' stroke-dasharray="5 4"' : '';
    const fill = node.origin ? '#dce8f5' : '#ffffff';
    const stroke = node.origin ? '#1f5fa8' : '#8c877c';
    const edge = this.rtl ? start + width - 4 : start;
    const parts = [
      `<rect x="${start}" y="${y}" width="${width}" height="${height}" rx="8" fill="${fill}" ` +
        `stroke="${stroke}"${dashed}/>`,
    ];
    if (node.stance && node.kind === 'evidence') {
      parts.push(
        `<rect x="${edge}" y="${y + 4}" width="4" height="${height - 8}" ` +
          `fill="${INK[node.stance]}"/>`,
      );
    }
    let line = y + 20;
    const add = (text: string, look?: string, whole = text) => {
      parts.push(this.text(x + 12, line, width - 24, text, look, whole));
      line += LINE;
    };
    if (node.stance && node.kind === 'evidence') {
      const shows = node.shows ? ` · ${t.trace[node.shows]}` : '';
      add(`${GLYPH[node.stance]} ${t.words.stances[node.stance]}${shows}`, 'small');
    } else if (node.origin) add(t.trace.origins[node.origin.kind as 'source'], 'small');
    const bold = node.kind === 'claim' || node.origin ? 'strong' : '';
    for (const part of wrapped(node.label, (width - 24) / 6.6, card.lines)) {
      add(part, bold, node.label);
    }
    for (const words of node.words.slice(0, 2)) add(words.text, 'small');
    if (node.role) add(t.trace.roles[node.role] ?? node.role, 'small');
    if (node.leads.length > 0) {
      const leads = node.leads.map((word) => t.trace.relations[word] ?? word).join(', ');
      add(`${leads} ${this.rtl ? '←' : '→'}`, 'small');
    }
    if (held === 'not-held') add(`${STATE[held]} ${t.trace.notHeld}`, 'small');
    else if (held) add(`${STATE[held]} ${t.words.integrity[held]}`, 'small');
    if (card.when && node.checked) add(t.trace.checked(dayOf(node.checked)), 'small');
    return `<g>${parts.join('')}</g>`;
  }
}

/** Breaks at spaces into at most `most` lines; the last one is cut where it is drawn. */
export function wrapped(text: string, perLine: number, most: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const now = lines.at(-1)!;
    const isFull = now !== '' && now.length + 1 + word.length > perLine;
    if (isFull && lines.length < most) lines.push(word);
    else lines[lines.length - 1] = now === '' ? word : `${now} ${word}`;
  }
  return lines;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd');
}
