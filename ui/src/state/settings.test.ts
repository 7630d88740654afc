// What may stand in the kept settings.
import { expect, it } from 'vitest';
import { soundSettings } from './settings.svelte';

it('only values that a setting can have are taken', () => {
  expect(soundSettings({ theme: 'dark', text_size: 150, rail_open: false })).toEqual({
    theme: 'dark',
    text_size: 150,
    rail_open: false,
  });
  expect(soundSettings({ theme: 'blue', text_size: 5, rail_open: 'no', memory: [] })).toEqual({});
  expect(soundSettings({ colour: 'red', toString: 'x', language: 'xx' })).toEqual({});
});
