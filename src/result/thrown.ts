/**
 * What was thrown and where, by name: `TypeError at sign.mjs:12`. A message may quote the key that could not be read, and so
 * may a name that somebody has set.
 */
export function nameThrown(error: unknown): string {
  if (!(error instanceof Error)) return "something that is no Error";
  const code =
    "code" in error && typeof error.code === "string" && /^E[A-Z]{2,20}$/u.test(error.code) ? error.code : "";
  const type = /^\w{1,60}$/u.test(error.constructor.name) ? error.constructor.name : "an Error";
  // Of the system's own errors the code says more than the name, which all of them share.
  const name = code === "" ? type : `${type} ${code}`;
  const [, file, row] =
    /(?:\(|at )(?:async )?(?:file:\/\/)?(\/[^()\n?]+)(?:\?[^()\n:]*)?:(\d+):\d+\)?\n?/u.exec(
      error.stack?.split("\n").find((one) => /^\s+at .*:\d+:\d+\)?$/u.test(one)) ?? "",
    ) ?? [];
  return file === undefined ? name : `${name} at ${file.slice(file.lastIndexOf("/") + 1)}:${row ?? ""}`;
}
