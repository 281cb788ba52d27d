import type { MediaType } from "../document/index.ts";
import { headerOf } from "../result/index.ts";
import { type Check, defineCheck, failed, passed } from "./check.ts";
import { mediaTypeOf } from "./input.ts";

const REQUIREMENT = "OPENAPI-MEDIA-TYPE-DECLARED";

/** The Content-Type is one that the document declares for the status; parameters and case do not matter. */
export const responseMediaTypeDeclared: Check = defineCheck({
  id: "response.media-type-declared",
  title: "The media type is declared by the document",
  requirements: [REQUIREMENT],
  scope: "declared",
  example: { type: "text/plain" },
  judge: ({ exchange, operation, declared, body, mediaType }) => {
    if (
      (exchange.response?.status ?? 500) >= 500 ||
      declared === undefined ||
      declared.content.length === 0 ||
      body.kind === "none"
    )
      return [];
    const expected = declared.content.map(({ type }) => type);
    if (mediaType === undefined) {
      return [
        failed(REQUIREMENT, `content-type-missing ${declared.pointer}`, {
          expected,
          actual: "no Content-Type",
          message: "The answer has a body and no Content-Type.",
        }),
      ];
    }
    if (
      isDeclared(declared.content, mediaType) ||
      mirrorsRequest(exchange.request.headers, operation?.request.content ?? [], mediaType)
    ) {
      return [passed(REQUIREMENT, "content-type")];
    }
    // Who was asked for what the document does not have answers in that, and the document says nothing of it.
    if (wasAskedFor(exchange.request.headers, declared.content, mediaType)) return [];
    return [
      failed(REQUIREMENT, `content-type ${declared.pointer}`, {
        expected,
        actual: mediaType,
        message: `The answer is ${mediaType}, which the document does not declare for ${declared.status}.`,
      }),
    ];
  },
});

/** True when a declared type, which may be a range such as `application/*`, covers the media type. */
export function isDeclared(content: readonly MediaType[], mediaType: string): boolean {
  return content.some(({ type }) => {
    const declared = mediaTypeOf(type) ?? "";
    if (declared === "*/*" || declared === mediaType) return true;
    return declared.endsWith("/*") && mediaType.startsWith(declared.slice(0, -1));
  });
}

/**
 * A request in a type that only the prose accepts may be answered in kind: the document does not say in which type
 * such a request is answered.
 */
function mirrorsRequest(
  headers: Parameters<typeof headerOf>[0],
  requestContent: readonly MediaType[],
  mediaType: string,
): boolean {
  const sent = mediaTypeOf(headerOf(headers, "content-type"));
  return sent !== undefined && sent === mediaType && !isDeclared(requestContent, sent);
}

/** True when the request accepts this very type, by its name, and none of the declared ones. */
function wasAskedFor(
  headers: Parameters<typeof headerOf>[0],
  declared: readonly MediaType[],
  mediaType: string,
): boolean {
  const accepted = (headerOf(headers, "accept") ?? "").split(",").flatMap((one) => mediaTypeOf(one.trim()) ?? []);
  return accepted.includes(mediaType) && !accepted.some((one) => one.endsWith("/*") || isDeclared(declared, one));
}
