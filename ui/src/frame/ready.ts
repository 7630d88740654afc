// Says on <html> that the first view stands there with its content; tests and measurements wait.
import type { ViewDefinition } from '../features/view';
import { isQuiet } from '../ipc/api';

const QUIET_FRAMES = 3;

/** Waits for the view's code and for every answer it asked for; the answer of this stops that. */
export function markReady(definition: ViewDefinition | undefined): () => void {
  let stopped = false;
  let quiet = 0;
  const look = () => {
    quiet = isQuiet() ? quiet + 1 : 0;
    if (quiet >= QUIET_FRAMES) {
      document.documentElement.dataset.ready = 'yes';
      performance.mark('ready');
    } else if (!stopped) requestAnimationFrame(look);
  };
  const start = () => {
    if (!stopped) look();
  };
  void (definition?.load() ?? Promise.resolve()).then(start, start);
  return () => {
    stopped = true;
  };
}
