/**
 * A path as it may be shown. What is none may be the key itself, in place of its file; an address may hold a password, or a
 * signature that lets its holder in.
 */
export function shownPath(path: string): string {
  if (/-----BEGIN|[\r\n]/u.test(path)) return "(what was given is no path)";
  // One slash is left of an address that was taken for a path. One letter is a drive.
  if (!/(?:^|[\\/])[a-z][a-z0-9+.-]+:[\\/]/iu.test(path)) return path;
  return path.replace(/:([\\/]{1,2}).*@/su, ":$1…@").replace(/[?#].*$/su, "?…");
}

/** True for a name that may be shown although nobody knows it: one of letters, as ours are. Others may be a secret. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z][A-Za-z._-]{0,60}$/u.test(name);
}
