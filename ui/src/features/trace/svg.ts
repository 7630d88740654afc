// The picture of a trace written as an SVG file that stands alone: no scripts, no links, fonts by
// name, text in its own direction.
import { PAPER, type Mark, type Sheet } from './sheet';

export function svgOf({ width, height, label, marks }: Sheet): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}"><title>${escaped(label)}</title>` +
    `<style>text{font:13px Inter,Vazirmatn,'Noto Sans Arabic',sans-serif;fill:#1c1b19}` +
    `.title{font-size:20px;font-weight:600}.head{font-size:12px;font-weight:600;fill:#5c5952}` +
    `.small{fill:#5c5952;font-size:12px}.strong{font-weight:600}` +
    `.alarm{fill:#b3261e;font-weight:600}</style>` +
    `<rect width="100%" height="100%" fill="${PAPER}"/>${marks.map(written).join('')}</svg>\n`
  );
}

function written(mark: Mark): string {
  if (mark.kind === 'text') {
    const { x, y, direction, look, text } = mark;
    return (
      `<text x="${x}" y="${y}" direction="${direction}" unicode-bidi="embed"` +
      `${look === 'plain' ? '' : ` class="${look}"`}>${escaped(text)}</text>`
    );
  }
  const stroke = mark.stroke ? ` stroke="${mark.stroke}"` : '';
  const dash = mark.dash ? ` stroke-dasharray="${mark.dash}"` : '';
  if (mark.kind === 'box') {
    return (
      `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" ` +
      `rx="${mark.radius}" fill="${mark.fill}"${stroke}${dash}/>`
    );
  }
  const move = `translate(${mark.x} ${mark.y})${mark.mirrored ? ' scale(-1 1)' : ''}`;
  const look = `fill="none" stroke-width="1.5"${stroke}${dash}`;
  return `<path d="${mark.path}" transform="${move}" ${look}/>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd');
}
