import { ScimError } from "../core/scim-error.ts";
import { forbidForeign } from "../faults/other-tenant.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const write = "SECURITY-OTHER-TENANT-WRITE";

/** Refusals of another tenant that say more, or less, than 404. */
export const OTHER_TENANT_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "other-tenant-403",
      title: "What belongs to another tenant is answered 403 instead of 404",
      requirement: write,
      legal:
        "RFC 7644 §3.12 has 403 for what is not permitted; no RFC says that a tenant must not know of another's ids",
      dialects: ["cube", "maia", "strongdm", "rfc"],
    },
    forbidForeign,
  ),
  oddity(
    {
      id: "other-tenant-locked-out",
      title: "The second tenant's token is refused wherever it comes",
      requirement: write,
      legal: "RFC 7644 §3.12: 401 or 403 for a credential that is not taken; nothing is shown and nothing changes",
      dialects: ["cube", "maia", "lighton", "strongdm", "rfc"],
    },
    () => ({
      onTenant: (call) => {
        const { status, detail } = call.service.dialect.credentialError ?? { status: 401, detail: "Expired." };
        throw new ScimError(status, detail);
      },
    }),
  ),
];
