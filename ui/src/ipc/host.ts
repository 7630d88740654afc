// What the window asks of the program behind it; the real one is tauri.ts, the tests' is fake.ts.

/** How far a long piece of work has come; at most ten a second arrive. */
export interface Progress {
  stage: string;
  item: string | null;
  done_bytes: number;
  total_bytes: number;
  done_items: number;
  total_items: number;
}

/** A long piece of work under way. `done` rejects with an ErrorReport, also when cancelled. */
export interface Work<Response> {
  done: Promise<Response>;
  cancel(): void;
}

export interface Host {
  call(command: string, request: unknown): Promise<unknown>;
  job(command: string, request: unknown, onProgress: (progress: Progress) => void): Work<unknown>;
  /** Listens to an event of the program; the answer stops listening. */
  listen(event: string, receive: (payload: unknown) => void): () => void;
}
