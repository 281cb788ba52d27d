import type { Requirement } from "../../result/index.ts";
import { OPENAPI } from "./openapi.ts";
import { RFC7643 } from "./rfc7643.ts";
import { RFC7643_DISCOVERY } from "./rfc7643-discovery.ts";
import { RFC7643_TYPES } from "./rfc7643-types.ts";
import { RFC7644, RFC7644_LIFE } from "./rfc7644.ts";
import { RFC7644_MESSAGES, RFC7644_VERSIONS } from "./rfc7644-messages.ts";
import { RFC7644_PATCH } from "./rfc7644-patch.ts";
import { RFC7644_SERVICE } from "./rfc7644-service.ts";
import { RFC8259 } from "./rfc8259.ts";
import { RFC9457 } from "./rfc9457.ts";
import { withServiceTests } from "./service-tests.ts";

/** Every requirement that does not belong to one vendor: those of the RFCs by section, then what any document demands. */
export const REQUIREMENTS: readonly Requirement[] = [
  ...bySection([
    ...RFC7643,
    ...RFC7643_TYPES,
    ...RFC7643_DISCOVERY,
    ...RFC7644,
    ...RFC7644_LIFE,
    ...RFC7644_PATCH,
    ...RFC7644_MESSAGES,
    ...RFC7644_VERSIONS,
    ...RFC7644_SERVICE,
    ...RFC8259,
    ...RFC9457,
  ]),
  ...OPENAPI,
].map(withServiceTests);

/** In the order of the RFCs and their sections, as the ids have them; what is of one section stays as it was written. */
function bySection(rows: readonly Requirement[]): readonly Requirement[] {
  const numbers = ({ id }: Requirement): readonly number[] =>
    (/^RFC(\d+-[\d.]+)-/u.exec(id)?.[1] ?? "").split(/[-.]/u).map(Number);
  return rows.toSorted((left, right) => {
    const [one, other] = [numbers(left), numbers(right)];
    const at = one.findIndex((part, index) => part !== (other[index] ?? -1));
    return at === -1 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? -1);
  });
}
