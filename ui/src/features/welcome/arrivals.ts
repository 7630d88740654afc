// Archives that come from outside the window: started with the program, or dropped on it.
import { ask, listen } from '../../ipc/api';
import { archive } from '../../state/archive.svelte';
import { navigate } from '../../state/navigation.svelte';
import { flow } from './flow.svelte';

const isArchive = (path: string) => path.toLowerCase().endsWith('.vouch');

/** Opens what arrives; other files are handed to Take in, which listens by itself. */
export function listenForArchives(): void {
  listen('archive-wanted', () => {
    void ask('archive_close', {}).then(() => archive.refresh());
  });
  listen('files-dropped', (payload) => {
    const paths = Array.isArray(payload) ? payload.filter((path) => typeof path === 'string') : [];
    const [first] = paths;
    if (paths.length === 1 && first !== undefined && isArchive(first)) void flow.open(first);
    else if (paths.length > 0 && archive.writable) navigate({ view: 'take-in' });
  });
}
