// Digests as people compare them by eye: groups of four, in full or shortened in the middle.

/** The digest without its algorithm, e.g. of `sha256:9f2c…`. */
export function digestHex(digest: string): string {
  return digest.slice(digest.lastIndexOf(':') + 1);
}

/** Groups of four characters: `9f2c 41d8 …`. */
export function groupDigest(digest: string): string[] {
  return digestHex(digest).match(/.{1,4}/g) ?? [];
}

/** The first `groups` groups, an ellipsis and the last one; short digests stay whole. */
export function shortDigest(digest: string, groups = 3): string {
  const all = groupDigest(digest);
  if (all.length <= groups + 2) return all.join(' ');
  return `${all.slice(0, groups).join(' ')} … ${all[all.length - 1]}`;
}
