// Kinds of files as archivists name them in a narrow column.

const SHORT: Record<string, string> = {
  'text/plain': 'TXT',
  'text/html': 'HTML',
  'text/markdown': 'MD',
  'text/csv': 'CSV',
  'text/vtt': 'VTT',
  'application/pdf': 'PDF',
  'application/zip': 'ZIP',
  'application/epub+zip': 'EPUB',
  'application/json': 'JSON',
  'application/mbox': 'MBOX',
  'application/warc': 'WARC',
  'message/rfc822': 'EML',
  'multipart/related': 'MHTML',
  'image/svg+xml': 'SVG',
  'audio/mpeg': 'MP3',
  'video/quicktime': 'MOV',
  'video/x-matroska': 'MKV',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/octet-stream': '—',
};

/** `application/pdf` → `PDF`; what is unknown keeps the second part of its name. */
export function shortType(mediaType: string | null): string {
  if (mediaType === null) return '—';
  const known = SHORT[mediaType];
  if (known) return known;
  const part = mediaType.split('/')[1] ?? mediaType;
  return part
    .replace(/^(x-|vnd\.)/, '')
    .toUpperCase()
    .slice(0, 8);
}

export function isImage(mediaType: string | null): boolean {
  return mediaType?.startsWith('image/') ?? false;
}
