// The picture of a trace as a sheet of texts, boxes and lines at fixed places, from which its files
// are written. Pure.
import { directionOf } from '../../domain/direction';
import { t } from '../../i18n';
import { dayOf } from '../claims/checks';
import type { Held } from './graph';
import { worst } from './integrity';
import type { Card, Picture } from './layout';
import { isolated, type Summary } from './wording';

export type Look = 'title' | 'plain' | 'strong' | 'head' | 'small' | 'alarm';

export interface TextMark {
  kind: 'text';
  /** Where reading begins: the right end of right-to-left text. */
  x: number;
  y: number;
  text: string;
  direction: 'ltr' | 'rtl';
  look: Look;
}

export interface BoxMark {
  kind: 'box';
  x: number;
  y: number;
  width: number;
  height: number;
  radius: number;
  fill: string;
  stroke: string;
  dash: string;
}

export interface LineMark {
  kind: 'line';
  /** Of an SVG path, to be moved by `x` and `y`, and mirrored first if `mirrored`. */
  path: string;
  x: number;
  y: number;
  mirrored: boolean;
  stroke: string;
  dash: string;
}

export type Mark = TextMark | BoxMark | LineMark;

export interface Sheet {
  width: number;
  height: number;
  label: string;
  marks: Mark[];
}

export interface About {
  label: string;
  summary: Summary;
  rtl: boolean;
}

/** How wide a text is, in pixels. */
export type Measure = (text: string, look: Look) => number;

export const PAPER = '#f6f5f2';
const DANGER = '#b3261e';
const INK = { supports: '#1e6b3c', contradicts: DANGER, context: '#8a5300', plain: '#8c877c' };
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
const TITLE = 28;

/** Without a measure of its own, letters are taken as half as wide as the text is high. */
const byLetters: Measure = (text) => [...text].length * 6.6;

export function sheetOf(picture: Picture, about: About, measure: Measure = byLetters): Sheet {
  const width = picture.width + 2 * MARGIN;
  const room = picture.width;
  const drawing = new Drawing(width, about.rtl, measure);
  const { main, alarms, rest } = about.summary;
  const said: [string, Look][] = [
    [main, 'plain'],
    ...alarms.map((alarm): [string, Look] => [`✕ ${alarm}`, 'alarm']),
    [rest.join(' '), 'small'],
  ];
  // A canvas knows no isolates: a mark at its end keeps the label's last full stop where it is.
  const end = directionOf(about.label) === 'rtl' ? '\u200f' : '\u200e';
  const heading = t.trace.textTitle(isolated(about.label + end));
  // What the window itself says runs as the window does, whatever names it speaks of.
  const own = t.trace.title;
  drawing.text(MARGIN, MARGIN + 14, room, heading, 'title', own);
  let y = MARGIN + 14 + TITLE;
  for (const [sentence, look] of said) {
    for (const line of wrapped(sentence, room, 4, (text) => measure(text, look))) {
      if (line) drawing.text(MARGIN, y, room, line, look, own);
      y += LINE;
    }
  }
  y += LINE;
  for (const head of picture.heads) {
    drawing.text(MARGIN + head.x, y, head.width, t.trace.columns[head.kind], 'head');
  }
  y += 14;
  for (const { edge, path } of picture.lines) {
    const stance = edge.stances.length === 1 ? edge.stances[0]! : 'plain';
    drawing.marks.push({
      kind: 'line',
      path,
      x: about.rtl ? width - MARGIN : MARGIN,
      y,
      mirrored: about.rtl,
      stroke: INK[stance],
      dash: edge.back ? '3 3' : DASH[stance],
    });
  }
  for (const card of picture.cards) drawing.card(card, y);
  const height = Math.ceil(y + picture.height + MARGIN);
  return { width, height, label: about.label, marks: drawing.marks };
}

class Drawing {
  readonly marks: Mark[] = [];

  constructor(
    private readonly width: number,
    private readonly rtl: boolean,
    private readonly measure: Measure,
  ) {}

  /** One line of text in a box that begins `x` from where reading begins. */
  text(x: number, y: number, room: number, text: string, look: Look, whole = text): void {
    const direction = directionOf(whole, this.rtl ? 'rtl' : 'ltr');
    const start = this.rtl ? this.width - x - room : x;
    this.marks.push({
      kind: 'text',
      x: direction === 'rtl' ? start + room : start,
      y,
      text: this.#cut(text, room, look),
      direction: direction === 'rtl' ? 'rtl' : 'ltr',
      look,
    });
  }

  #cut(text: string, room: number, look: Look): string {
    if (this.measure(text, look) <= room) return text;
    const letters = [...text];
    while (letters.length > 1 && this.measure(`${letters.join('')}…`, look) > room) letters.pop();
    return `${letters.join('').trimEnd()}…`;
  }

  card(card: Card, top: number): void {
    const { node, height, width } = card;
    const y = top + card.y;
    const x = MARGIN + card.x;
    const held = node.kind === 'origin' ? worst(node.ends) : node.held;
    const start = this.rtl ? this.width - x - width : x;
    const bad = held === 'changed';
    const stroke = node.origin ? '#1f5fa8' : '#8c877c';
    this.marks.push({
      kind: 'box',
      x: start,
      y,
      width,
      height,
      radius: 8,
      fill: node.origin ? '#dce8f5' : '#ffffff',
      stroke: bad ? DANGER : stroke,
      dash: held === 'not-held' ? '5 4' : '',
    });
    if (node.stance && node.kind === 'evidence') {
      this.marks.push({
        kind: 'box',
        x: this.rtl ? start + width - 4 : start,
        y: y + 4,
        width: 4,
        height: height - 8,
        radius: 0,
        fill: INK[node.stance],
        stroke: '',
        dash: '',
      });
    }
    const room = width - 24;
    let line = y + 20;
    const add = (text: string, look: Look, whole = text) => {
      this.text(x + 12, line, room, text, look, whole);
      line += LINE;
    };
    if (node.stance && node.kind === 'evidence') {
      const shows = node.shows ? ` · ${t.trace[node.shows]}` : '';
      add(`${GLYPH[node.stance]} ${t.words.stances[node.stance]}${shows}`, 'small');
    } else if (node.origin) add(t.trace.origins[node.origin.kind as 'source'], 'small');
    const look = node.kind === 'claim' || node.origin ? 'strong' : 'plain';
    const label = node.kind === 'work' && node.members > 1;
    const words = label ? t.trace.documents(node.members) : node.label;
    for (const part of wrapped(words, room, card.lines, (text) => this.measure(text, look))) {
      add(part, look, words);
    }
    for (const { text } of node.words.slice(0, 2)) add(text, 'small');
    if (node.role && card.facts) add(t.trace.roles[node.role] ?? node.role, 'small');
    if (node.leads.length > 0) {
      const leads = node.leads.map((word) => t.trace.relations[word] ?? word).join(', ');
      add(`${leads} ${this.rtl ? '←' : '→'}`, 'small');
    }
    if (held === 'not-held') add(`${STATE[held]} ${t.trace.notHeld}`, 'small');
    else if (held) add(`${STATE[held]} ${t.words.integrity[held]}`, bad ? 'alarm' : 'small');
    if (card.when && node.checked) add(t.trace.checked(dayOf(node.checked, 'short')), 'small');
  }
}

/** Breaks at spaces into at most `most` lines; the last one is cut where it is drawn. */
export function wrapped(
  text: string,
  room: number,
  most: number,
  widthOf: (text: string) => number = (line) => line.length,
): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const now = lines.at(-1)!;
    const isFull = now !== '' && widthOf(`${now} ${word}`) > room;
    if (isFull && lines.length < most) lines.push(word);
    else lines[lines.length - 1] = now === '' ? word : `${now} ${word}`;
  }
  return lines;
}
