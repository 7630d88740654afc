// Which failures are shown above the views, and for how long.
import { beforeEach, expect, it } from 'vitest';
import { ask, useHost } from '../ipc/api';
import { fakeHost } from '../ipc/fake';
import { trouble } from './trouble.svelte';

const failing = (code: string, message = code) => {
  useHost(
    fakeHost({
      tag_list: () => {
        throw { code, message };
      },
      note_list: () => ({ notes: [] }),
    }),
  );
  return ask('tag_list', {}).catch(() => undefined);
};

beforeEach(() => trouble.dismiss());

it('a busy file is over with the next answer', async () => {
  await failing('busy');
  expect(trouble.now?.code).toBe('busy');
  await ask('note_list', {});
  expect(trouble.now).toBe(null);
});

it('a full disk stays until it was seen', async () => {
  await failing('disk-full');
  await ask('note_list', {});
  expect(trouble.now?.code).toBe('disk-full');
});

it('a record that is not there is the business of its view', async () => {
  await failing('not-found');
  expect(trouble.now).toBe(null);
});

it('a file that is gone stays so until it is opened again, whatever still answers', async () => {
  trouble.watch('/kept/a.vouch');
  await failing('missing', 'cannot open /elsewhere/b.vouch: there is no such file');
  expect(trouble.now).toBe(null);
  await failing('missing', 'cannot open /kept/a.vouch: there is no such file');
  await ask('note_list', {});
  expect(trouble.now?.code).toBe('missing');
  trouble.watch('/kept/a.vouch');
  expect(trouble.now).toBe(null);
});
