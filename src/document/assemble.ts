import type { Place } from "../result/index.ts";
import { openapiVersion } from "./openapi-version.ts";
import { repair } from "./overlay.ts";
import { pointerTokens } from "./pointer.ts";
import { EXTERNAL, homeOf } from "./references.ts";
import type { Source } from "./source.ts";

/**
 * A document as it is judged: repaired by its overlay, with the documents that it refers to. Each place is where a
 * thing was written: in the document, in the overlay that brought it in, or in the document that was referred to.
 *
 * @throws HarnessError `DOCUMENT_INVALID`, `OVERLAY_INVALID`
 */
export function assemble(published: Source, overlay: Source | undefined): Source {
  // Before the overlay: a Swagger 2.0 document is not to be blamed on an overlay that does not fit it.
  openapiVersion(published);
  const { externals = [] } = published;
  const repaired = overlay === undefined ? published : repair(published, overlay);
  if (externals.length === 0) return { ...published, ...repaired };
  const placeOf = (pointer: string): Place => {
    const home = homeOf(pointer);
    const external = home === "" ? undefined : externals[Number(pointerTokens(home)[1])];
    return external === undefined ? repaired.placeOf(pointer) : external.placeOf(pointer.slice(home.length));
  };
  // Only now, so that no target of the overlay means what is not the document's own.
  return { ...published, value: { ...repaired.value, [EXTERNAL]: externals.map(({ value }) => value) }, placeOf };
}
