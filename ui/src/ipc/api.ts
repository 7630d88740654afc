// The one door to the program: `ask` for an answer, `work` for what takes long. Errors that come
// out of here are always an ErrorReport.
import { isTauri } from '@tauri-apps/api/core';
import { browserHost } from './browser';
import type { Commands, ErrorReport } from './generated';
import type { Host, Progress, Work } from './host';
import { tauriHost } from './tauri';

export type { ErrorReport, Progress, Work };
export type CommandName = keyof Commands;
export type RequestOf<Name extends CommandName> = Commands[Name]['request'];
export type ResponseOf<Name extends CommandName> = Commands[Name]['response'];

let host: Host = isTauri() ? tauriHost : browserHost();

type Observer = (error: ErrorReport | null) => void;
let observe: Observer = () => undefined;
let awaited = 0;

/** Tells `observer` how each answer came out: null, or what went wrong. */
export function watchAnswers(observer: Observer): void {
  observe = observer;
}

/** Whether every question has been answered. */
export const isQuiet = (): boolean => awaited === 0;

/** Puts another host in place; tests do this before anything is asked. */
export function useHost(other: Host): void {
  host = other;
}

/** Turns whatever was thrown into a report that can be shown. */
export function reportOf(thrown: unknown): ErrorReport {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) {
    const report = thrown as Partial<ErrorReport>;
    return {
      code: report.code ?? null,
      message: String(report.message),
      hint: report.hint ?? null,
    };
  }
  return { code: null, message: String(thrown), hint: null };
}

/** Asks the program one thing; rejects with an ErrorReport. */
export async function ask<Name extends CommandName>(
  command: Name,
  request: RequestOf<Name>,
): Promise<ResponseOf<Name>> {
  awaited += 1;
  try {
    const response = (await host.call(command, request)) as ResponseOf<Name>;
    observe(null);
    return response;
  } catch (thrown) {
    const error = reportOf(thrown);
    observe(error);
    throw error;
  } finally {
    awaited -= 1;
  }
}

/** Starts long work; prefer `jobs.start`, which shows it in the status bar as well. */
export function work<Name extends CommandName>(
  command: Name,
  request: RequestOf<Name>,
  onProgress: (progress: Progress) => void,
): Work<ResponseOf<Name>> {
  const running = host.job(command, request, onProgress);
  return {
    done: running.done.then(
      (response) => response as ResponseOf<Name>,
      (thrown) => {
        const error = reportOf(thrown);
        observe(error);
        throw error;
      },
    ),
    cancel: running.cancel,
  };
}

/** Listens to an event of the program; the answer stops listening. */
export function listen(event: string, receive: (payload: unknown) => void): () => void {
  return host.listen(event, receive);
}
