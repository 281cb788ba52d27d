/**
 * Whatever a server has sent, as text: a text as it is, all else as JSON. Where one is told to a person or compared, `String`
 * and templates would do as well, but for `{"toString": null}`, at which both throw.
 */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "undefined");
}
