// Pictures of a whole display, read from the frame buffer file of Xvfb (XWD format) and written
// as PNG. It shows what a person would see, GTK dialogs included, and cannot hang as the
// screenshot command of WebKitWebDriver does on a page that has nothing new to paint.
import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

/** Reads the display whose `-fbdir` folder is `frames`: `{ width, height, rgb }`. */
export function readDisplay(frames) {
  const file = readFileSync(`${frames}/Xvfb_screen0`)
  const field = (index) => file.readUInt32BE(index * 4)
  // XWDFile.h: header_size, file_version, pixmap_format, depth, width, height, …
  const [headerBytes, width, height] = [field(0), field(4), field(5)]
  const [littleEndian, bitsPerPixel, stride] = [field(7) === 0, field(11), field(12)]
  if (bitsPerPixel !== 32 || !littleEndian) throw new Error('the display is not 32 bits BGRX')
  const start = headerBytes + field(19) * 12 // the colour map is 12 bytes an entry
  const rgb = Buffer.allocUnsafe(width * height * 3)
  let to = 0
  for (let y = 0; y < height; y++) {
    let from = start + y * stride
    for (let x = 0; x < width; x++, from += 4, to += 3) {
      rgb[to] = file[from + 2]
      rgb[to + 1] = file[from + 1]
      rgb[to + 2] = file[from]
    }
  }
  return { width, height, rgb }
}

/** The part of a picture inside `box` ({x, y, width, height}), clipped to the picture. */
export function crop(picture, box) {
  const x0 = Math.max(0, Math.floor(box.x))
  const y0 = Math.max(0, Math.floor(box.y))
  const width = Math.min(picture.width, Math.ceil(box.x + box.width)) - x0
  const height = Math.min(picture.height, Math.ceil(box.y + box.height)) - y0
  if (width <= 0 || height <= 0) throw new Error('the box lies outside the picture')
  const rgb = Buffer.allocUnsafe(width * height * 3)
  for (let y = 0; y < height; y++) {
    const from = ((y0 + y) * picture.width + x0) * 3
    picture.rgb.copy(rgb, y * width * 3, from, from + width * 3)
  }
  return { width, height, rgb }
}

/** How many different colours a picture has, up to `limit`; 1 means nothing was painted. */
export function colours(picture, limit = 64) {
  const seen = new Set()
  for (let at = 0; at < picture.rgb.length && seen.size < limit; at += 3) {
    seen.add(picture.rgb.readUIntBE(at, 3))
  }
  return seen.size
}

/** The share (0..1) of pixels in which two pictures of one size differ by more than `tolerance`. */
export function difference(one, other, tolerance = 24) {
  if (one.width !== other.width || one.height !== other.height) return 1
  let differing = 0
  for (let at = 0; at < one.rgb.length; at += 3) {
    const far = (i) => Math.abs(one.rgb[at + i] - other.rgb[at + i]) > tolerance
    if (far(0) || far(1) || far(2)) differing++
  }
  return differing / (one.rgb.length / 3)
}

/** PNG bytes of a picture: 8-bit RGB, one IDAT. */
export function png({ width, height, rgb }) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const lines = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y++) {
    rgb.copy(lines, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3)
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(kind, body) {
  const bytes = Buffer.alloc(body.length + 12)
  bytes.writeUInt32BE(body.length, 0)
  bytes.write(kind, 4, 'latin1')
  body.copy(bytes, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length)
  return bytes
}
