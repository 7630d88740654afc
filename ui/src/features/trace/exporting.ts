// The picture of a trace as a file of its own.
import { t } from '../../i18n';
import { ask, reportOf } from '../../ipc/api';
import { isRtl } from '../../state/settings.svelte';
import { toast } from '../../state/toasts.svelte';
import type { Details } from './details';
import type { TraceGraph } from './graph';
import { pictureOf } from './layout';
import { measureOnCanvas, pngOf } from './png';
import { sheetOf } from './sheet';
import { svgOf } from './svg';
import { titled } from './titles';
import type { Summary } from './wording';

/** Asks where, writes it, and says so. */
export async function exportPicture(
  ending: 'svg' | 'png',
  label: string,
  summary: Summary,
  graph: TraceGraph,
  details: Details,
): Promise<void> {
  try {
    const wanted = { title: t.trace.exportTitle, name: `trace.${ending}`, endings: [ending] };
    const [path] = (await ask('pick', { kind: 'new_file', ...wanted })).paths;
    if (path === undefined) return;
    const picture = pictureOf(titled(graph, details), { width: 1400, scale: 1, dense: false });
    const about = { label, summary, rtl: isRtl() };
    if (ending === 'svg') await ask('save_text', { path, text: svgOf(sheetOf(picture, about)) });
    else {
      const sheet = sheetOf(picture, about, await measureOnCanvas());
      await ask('save_bytes', { path, base64: await pngOf(sheet) });
    }
    toast(t.trace.exported, { tone: 'ok' });
  } catch (thrown) {
    toast(reportOf(thrown).message, { tone: 'danger' });
  }
}
