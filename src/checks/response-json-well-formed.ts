import { type Check, type CheckVerdict, defineCheck, failed, passed } from "./check.ts";
import { duplicateName } from "./duplicate-name.ts";
import { isJsonType } from "./input.ts";
import { excerpt } from "./words.ts";

const JSON_BODY = "OPENAPI-JSON";
const UTF8 = "RFC7644-3.8-UTF8";
const UNIQUE = "RFC8259-4-UNIQUE-NAMES";

/** A JSON body is JSON (RFC 8259): UTF-8, no byte order mark (section 8.1), parsable. */
export const responseJsonWellFormed: Check = defineCheck({
  id: "response.json-well-formed",
  title: "A JSON body is well-formed UTF-8 without a byte order mark",
  requirements: [JSON_BODY, UTF8, UNIQUE],
  scope: "notice-on-helpers",
  example: { body: '{"id":"2819c223",' },
  judge: ({ exchange, body, mediaType, declared }) => {
    const { response } = exchange;
    if (response === undefined || body.kind === "none") return [];
    const promised =
      (mediaType !== undefined && isJsonType(mediaType)) ||
      (mediaType === undefined && declared?.content.some(({ type }) => isJsonType(type)) === true);
    if (!promised) return [];
    const verdicts: CheckVerdict[] = [];
    verdicts.push(
      response.utf8
        ? passed(UTF8, "utf-8")
        : failed(UTF8, "utf-8", {
            expected: ["bytes that are UTF-8"],
            actual: "bytes that are not UTF-8",
            message: "The body is not UTF-8.",
          }),
    );
    if (response.bom) {
      verdicts.push(
        failed(JSON_BODY, "byte-order-mark", {
          expected: ["no byte order mark"],
          actual: "the body begins with U+FEFF",
          message: "The JSON body begins with a byte order mark.",
        }),
      );
    }
    verdicts.push(
      body.kind === "json"
        ? passed(JSON_BODY, "well-formed")
        : failed(JSON_BODY, "well-formed", {
            expected: ["well-formed JSON"],
            actual: excerpt(response.body),
            message: `The body is not JSON: ${body.why}.`,
          }),
    );
    if (body.kind === "json") verdicts.push(judgeNames(response.body));
    return verdicts;
  },
});

/** Of two members of one name some readers keep the first and some the last. */
function judgeNames(json: string): CheckVerdict {
  const name = duplicateName(json);
  if (name === undefined) return passed(UNIQUE, "names");
  return failed(UNIQUE, "names", {
    expected: ["each name once in an object"],
    actual: `${JSON.stringify(excerpt(name))} twice`,
    message: "A name stands twice in one object: which of the values counts is up to whoever reads it.",
  });
}
