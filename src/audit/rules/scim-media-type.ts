import { below, lookup, text } from "../pointer.ts";
import { documentRule, type Found, type Rule, rfc } from "../rule.ts";

const SCIM_JSON = /application\/scim\+json/iu;

/** `application/scim+json` that no operation names. */
export const scimMediaType: Rule = documentRule({
  id: "audit.scim-media-type",
  title: "some operation names application/scim+json",
  level: "warning",
  explanation:
    "A SCIM client sends and asks for application/scim+json, which every server must support. Where only application/json is declared, it cannot know that its own type is taken; a sentence in a description is read by people only.",
  source: rfc(7644, "3.8"),
  *find({ contract, root }) {
    const bodies = contract.operations.flatMap(({ request, responses }) => [
      { pointer: request.pointer, content: request.content },
      ...responses,
    ]);
    const types = bodies.flatMap(({ content }) => content.map(({ type }) => type));
    const [operation] = contract.operations;
    if (
      operation === undefined ||
      types.length === 0 ||
      types.some((type) => SCIM_JSON.test(type) || type.startsWith("*/*"))
    ) {
      return;
    }
    const remedy = "declare application/scim+json beside application/json in requests and responses";
    const saying = ["/info", ...contract.operations.map(({ pointer }) => pointer)].find((pointer) =>
      SCIM_JSON.test(text(lookup(root, pointer), "description")),
    );
    const first = bodies.find(({ content }) => content.length > 0)?.pointer ?? operation.pointer;
    const found: Found =
      saying === undefined
        ? { pointer: below(first, "content"), message: "no operation names application/scim+json", remedy }
        : { pointer: below(saying, "description"), message: "application/scim+json is named in prose only", remedy };
    yield found;
  },
});
