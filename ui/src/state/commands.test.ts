// Shortcuts on Latin and Persian keyboards.
import { expect, it } from 'vitest';
import { isEditing, isShortcut } from './commands.svelte';

const press = (key: string, code: string, held: string[] = []) => ({
  key,
  code,
  ctrlKey: held.includes('Ctrl'),
  metaKey: false,
  altKey: held.includes('Alt'),
  shiftKey: held.includes('Shift'),
});

it('a letter is taken by its place on a Persian layout', () => {
  expect(isShortcut(press('ن', 'KeyK', ['Ctrl']), 'Ctrl+K')).toBe(true);
  expect(isShortcut(press('ک', 'Semicolon', ['Ctrl']), 'Ctrl+K')).toBe(false);
  expect(isShortcut(press('۱', 'Digit1', ['Ctrl']), 'Ctrl+1')).toBe(true);
});

it('what is held must be what is asked for', () => {
  expect(isShortcut(press('F', 'KeyF', ['Ctrl', 'Shift']), 'Ctrl+Shift+F')).toBe(true);
  expect(isShortcut(press('F', 'KeyF', ['Ctrl', 'Shift']), 'Ctrl+F')).toBe(false);
  expect(isShortcut(press('ArrowLeft', 'ArrowLeft', ['Alt']), 'Alt+ArrowLeft')).toBe(true);
  expect(isShortcut(press('F6', 'F6'), 'Shift+F6')).toBe(false);
});

it('Delete in a field deletes letters, not documents', () => {
  expect(['Delete', 'Ctrl+Z', 'Ctrl+Shift+Z'].map(isEditing)).toEqual([true, true, true]);
  expect(['F2', 'Ctrl+Enter', 'Ctrl+K'].map(isEditing)).toEqual([false, false, false]);
});

it('shift does not count where it is part of the sign', () => {
  expect(isShortcut(press('?', 'Slash', ['Shift']), '?')).toBe(true);
  expect(isShortcut(press('+', 'Equal', ['Shift']), '+')).toBe(true);
  expect(isShortcut(press('t', 'KeyT'), 't')).toBe(true);
});
