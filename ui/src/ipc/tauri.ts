// The real host: commands by `invoke`, progress by a Channel, events by the program's emitter.
import { Channel, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Host, Progress } from './host';

let started = 0;

export const tauriHost: Host = {
  call: (command, request) => invoke(command, { request }),

  job(command, request, onProgress) {
    started += 1;
    const job = `${command}-${started}`;
    const progress = new Channel<Progress>();
    progress.onmessage = onProgress;
    return {
      done: invoke(command, { request, job, progress }),
      // A job that has just ended is no longer known: nothing to cancel, nothing to say.
      cancel: () => void invoke('job_cancel', { request: { job } }).catch(() => undefined),
    };
  },

  listen(event, receive) {
    const stop = listen(event, (message) => receive(message.payload));
    return () => void stop.then((unlisten) => unlisten());
  },
};
