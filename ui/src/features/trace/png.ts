// The picture of a trace drawn as a PNG image, in the window's own fonts.
import { PAPER, type Look, type Mark, type Measure, type Sheet } from './sheet';

/** Dots for each pixel, and the most dots a side may have. */
const SHARP = 2;
const MOST = 16_000;

const FAMILY = `'Inter Variable', Vazirmatn, 'Noto Sans Arabic', sans-serif`;
const FONT: Record<Look, { font: string; ink: string }> = {
  title: { font: `600 20px ${FAMILY}`, ink: '#1c1b19' },
  plain: { font: `400 13px ${FAMILY}`, ink: '#1c1b19' },
  strong: { font: `600 13px ${FAMILY}`, ink: '#1c1b19' },
  head: { font: `600 12px ${FAMILY}`, ink: '#5c5952' },
  small: { font: `400 12px ${FAMILY}`, ink: '#5c5952' },
  alarm: { font: `600 13px ${FAMILY}`, ink: '#b3261e' },
};

/** How wide text comes out on an image; its fonts are loaded first. */
export async function measureOnCanvas(): Promise<Measure> {
  const sample = 'Aa سند';
  await Promise.all(Object.values(FONT).map(({ font }) => document.fonts.load(font, sample)));
  const pen = penOf(document.createElement('canvas'));
  return (text, look) => {
    pen.font = FONT[look].font;
    return pen.measureText(text).width;
  };
}

/** The image, in base64. */
export async function pngOf(sheet: Sheet): Promise<string> {
  const scale = Math.min(SHARP, MOST / sheet.width, MOST / sheet.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(sheet.width * scale);
  canvas.height = Math.ceil(sheet.height * scale);
  const pen = penOf(canvas);
  pen.scale(scale, scale);
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  for (const mark of sheet.marks) draw(pen, mark);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('the picture is too large for an image');
  return base64Of(new Uint8Array(await blob.arrayBuffer()));
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no image can be drawn here');
  return pen;
}

function draw(pen: CanvasRenderingContext2D, mark: Mark): void {
  if (mark.kind === 'text') {
    pen.font = FONT[mark.look].font;
    pen.fillStyle = FONT[mark.look].ink;
    pen.direction = mark.direction;
    pen.textAlign = 'start';
    pen.fillText(mark.text, mark.x, mark.y);
    return;
  }
  pen.save();
  pen.setLineDash(mark.dash ? mark.dash.split(' ').map(Number) : []);
  pen.strokeStyle = mark.stroke || 'transparent';
  if (mark.kind === 'box') {
    pen.beginPath();
    pen.roundRect(mark.x, mark.y, mark.width, mark.height, mark.radius);
    pen.fillStyle = mark.fill;
    pen.fill();
    pen.stroke();
  } else {
    pen.translate(mark.x, mark.y);
    if (mark.mirrored) pen.scale(-1, 1);
    pen.lineWidth = 1.5;
    pen.stroke(new Path2D(mark.path));
  }
  pen.restore();
}

function base64Of(bytes: Uint8Array): string {
  const STEP = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP) {
    text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  }
  return btoa(text);
}
