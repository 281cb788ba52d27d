import type { Operation } from "../document/index.ts";

/**
 * True when the declared request schema can hold the attribute.
 *
 * @param path `title`, `name.givenName`; `members[].ref` for a part of an entry
 */
export function declares(operation: Operation, path: string): boolean {
  const body = operation.request.content.find(({ type }) => /[/+]json\b/iu.test(type))?.body;
  if (body === undefined) return true;
  const steps = path.split(/(?<part>\[\]|\.)/u).filter((step) => step !== "." && step !== "");
  const pointer = steps.map((step) => `/${step === "[]" ? "0" : step}`).join("");
  // A value of no possible type is refused where the attribute is declared, and only there.
  return [{ "": true }, 0].some((wrong) => {
    const probe = steps.reduceRight<unknown>((value, step) => (step === "[]" ? [value] : { [step]: value }), wrong);
    return body.validate(probe).some(({ instancePointer: at }) => at === pointer || at.startsWith(`${pointer}/`));
  });
}
