// Types of the commands, generated from Rust.

export interface ErrorReport {
  code?: string;
  message: string;
  hint?: string;
}

export interface ArchiveCounts {
  documents: number;
  sources: number;
  passages: number;
  claims: number;
  subjects: number;
  collections: number;
  notes: number;
}

export type ArchiveState =
  | { state: 'none' }
  | { state: 'locked'; path: string }
  | {
      state: 'open';
      path: string;
      title: string;
      writable: boolean;
      why_not_writing: string | null;
      counts: ArchiveCounts;
    };

export interface UndoReport {
  summary: string;
}

export interface Commands {
  archive_state: { request: Record<string, never>; response: ArchiveState };
  archive_open: { request: { path: string; passphrase?: string }; response: ArchiveState };
  archive_close: { request: Record<string, never>; response: ArchiveState };
  preferences_get: { request: Record<string, never>; response: { values: object } };
  preferences_set: { request: { values: object }; response: object };
  undo: { request: { act: string | null }; response: UndoReport };
}
