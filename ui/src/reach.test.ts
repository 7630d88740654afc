// Every command of the command line can be reached from the window: the table in docs/reach.md is
// made of the commands' own words, and none may be missing. `UPDATE_REACH=1` writes it anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { en } from './i18n/en';

const root = join(import.meta.dirname, '../..');
const table = join(root, 'src-tauri/docs/reach.md');

interface Reached {
  cli: string;
  /** Without one it is in the palette only. */
  menu: string | undefined;
  title: string;
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

/** The words at `t.a.b` in English. */
function words(path: string): string {
  const found = path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], en);
  if (typeof found !== 'string') throw new Error(`t.${path} is no message`);
  return found;
}

/** Where the words about one command begin: an object, a view, or a deed on documents. */
const BEGINNINGS = ['id: ', 'defineView(', "deed('"];

/** The commands that a source declares, each with what it does of the command line. */
function declared(source: string): Reached[] {
  const text = readFileSync(source, 'utf8');
  // `const words = () => t.documents.actions;` shortens `t.documents.actions.rename`.
  const short = /^const words = \(\) => t\.([\w.]+);$/m.exec(text)?.[1] ?? '';
  return [...text.matchAll(/cli: '([^']+)'/g)].flatMap((match) => {
    const begin = Math.max(...BEGINNINGS.map((word) => text.lastIndexOf(word, match.index)));
    const next = /\b(id: |defineView\(|deed\(')/.exec(text.slice(match.index))?.index;
    const about = text.slice(begin, next === undefined ? undefined : match.index + next);
    const named = /(?:title: |^deed\('\w+', )\(\) =>\s*(t|words\(\))\.([\w.]+)/.exec(about);
    if (named === null) return [];
    const title = words(named[1] === 't' ? (named[2] ?? '') : `${short}.${named[2]}`);
    const inRail = about.startsWith('defineView(');
    return [{ cli: match[1] ?? '', menu: menuOf(about), title: inRail ? goTo(title) : title }];
  });
}

/** As the frame calls the command that leads to a view. */
const goTo = (view: string): string => en.frame.goTo(view);

function menuOf(about: string): string | undefined {
  if (about.startsWith('defineView(')) return 'go';
  return /menu: '(\w+)'/.exec(about)?.[1] ?? (about.startsWith('deed(') ? 'record' : undefined);
}

function commandLine(): string[] {
  const text = readFileSync(join(root, 'src-tauri/docs/cli.md'), 'utf8');
  return [...text.matchAll(/^### vouchsafe (.+)$/gm)].map((match) => match[1] ?? '').sort();
}

function written(commands: string[], reached: Reached[]): string {
  const menus = en.frame.menus as Record<string, string>;
  const rows = commands.map((command) => {
    const ways = reached.filter((way) => way.cli === command);
    const told = ways.map((way) => `${way.menu ? menus[way.menu] : 'Palette'} › ${way.title}`);
    return `| \`${command}\` | ${told.join('; ') || '**nowhere**'} |`;
  });
  return [
    '# Where the window has what the command line has',
    '',
    'Each command of `cli.md`, with its place in the menus. The palette (Ctrl+K) finds it by the',
    'same name. Written by `UPDATE_REACH=1 npm test` in `ui/` out of the commands themselves; the',
    'test fails where one has no place, and `tests/e2e/reach.test.mjs` looks for each in the real',
    'window. Some are there only where they make sense: in an open archive, on a chosen document.',
    '',
    '| command | menu and name |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}

test('every command of the command line has a place in the window', () => {
  const reached = files(join(root, 'ui/src')).flatMap(declared);
  const commands = commandLine();
  const known = new Set(reached.map((way) => way.cli));
  expect(commands.filter((command) => !known.has(command))).toEqual([]);
  expect([...known].filter((command) => !commands.includes(command))).toEqual([]);
  const text = written(commands, reached);
  if (process.env['UPDATE_REACH']) writeFileSync(table, text);
  expect(readFileSync(table, 'utf8')).toBe(text);
});
