/**
 * The id of a violation as words of a scenario's id: `members[].$ref` is `members-item.dollar-ref`, and of the URN of an
 * extension its name and type remain, `enterprise-User.department`.
 */
export function violationWords(id: string): string {
  return id
    .replaceAll("[]", "-item")
    .replaceAll("$", "dollar-")
    .replaceAll(/urn:[\w:.-]*?:(?<name>[\w-]+):\d[\d.]*:(?<type>\w+)/gu, "$<name>-$<type>")
    .replaceAll(/[^\w.-]|_/gu, "-");
}
