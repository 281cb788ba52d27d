import { attributeOf, isObject, type JsonObject, parseProviderConfig, textOf, URN } from "../../../scim/index.ts";
import { statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { learn, serviceScenario, statusOf } from "../kit.ts";
import { documentIn, isOf, type SayOf, sayOf } from "./document.ts";

const ENDPOINT = "/ServiceProviderConfig";
const THERE = "RFC7644-4-CONFIG";
const MEMBERS = "RFC7643-5-CONFIG-MEMBERS";
const SCHEMES = "RFC7643-5-AUTH-SCHEMES";

/** The features of RFC 7643 section 5, each with what it must say beside `supported`. */
const FEATURES: Readonly<Record<string, readonly string[]>> = {
  patch: [],
  bulk: ["maxOperations", "maxPayloadSize"],
  filter: ["maxResults"],
  changePassword: [],
  sort: [],
  etag: [],
};

/** The ServiceProviderConfig has all that RFC 7643 section 5 requires; whatever else is in it is the server's own. */
export const providerConfig: Scenario = serviceScenario({
  id: "service.discovery.provider-config",
  title: "The ServiceProviderConfig says what the server can do",
  depth: "smoke",
  requirements: [THERE, MEMBERS, SCHEMES, "RFC7644-4-DISCOVERY"],
  needs: [],
  makes: { users: 0, groups: 0 },
  run: async (context) => {
    const { config } = await context.service.discovery();
    const body = documentIn(context, ENDPOINT, config, THERE);
    const sayIt = sayOf(context, ENDPOINT);
    const exchanges = [config.exchange];
    sayIt({
      requirement: THERE,
      invariant: "schemas",
      holds: isOf(body, URN.serviceProviderConfig),
      expected: [URN.serviceProviderConfig],
      actual: isObject(body) ? JSON.stringify(attributeOf(body, "schemas") ?? null) : "no object",
      message: "The configuration does not say by its `schemas` what it is.",
      pointer: "/schemas",
      exchanges,
    });
    if (!isObject(body)) return;
    for (const [name, limits] of Object.entries(FEATURES)) {
      const lacking = lackOf(attributeOf(body, name), limits);
      sayIt({
        requirement: MEMBERS,
        invariant: name,
        holds: lacking === undefined,
        expected: [`\`${name}\` with ${["a boolean `supported`", ...limits].join(", ")}`],
        actual: lacking ?? "",
        message: `The configuration does not say all that is required of \`${name}\`.`,
        pointer: `/${name}`,
        exchanges,
      });
    }
    judgeSchemes(sayIt, body, exchanges);
    const said = parseProviderConfig(body);
    for (const name of ["patch", "filter", "sort", "etag"] as const) {
      learn(context, `discovery.${name}`, `\`${name}\` in the ServiceProviderConfig`, textOf(said[name] ?? "not said"));
    }
  },
});

function lackOf(feature: unknown, limits: readonly string[]): string | undefined {
  if (!isObject(feature)) return feature === undefined ? "absent" : "no object";
  const supported = attributeOf(feature, "supported");
  if (typeof supported !== "boolean") return `\`supported\` is ${JSON.stringify(supported ?? null)}`;
  const missing = limits.find((name) => !Number.isInteger(attributeOf(feature, name)));
  return missing === undefined
    ? undefined
    : `\`${missing}\` is ${JSON.stringify(attributeOf(feature, missing) ?? null)}`;
}

/** The list itself is required; a server to which nobody has to authenticate may leave it empty. */
function judgeSchemes(sayIt: SayOf, body: JsonObject, exchanges: Parameters<SayOf>[0]["exchanges"]): void {
  const list = attributeOf(body, "authenticationSchemes");
  const { authenticationSchemes } = parseProviderConfig(body);
  const bad = authenticationSchemes.find((scheme) => Object.values(scheme).some((part) => (part ?? "") === ""));
  sayIt({
    requirement: SCHEMES,
    invariant: "authenticationSchemes",
    holds: Array.isArray(list) && authenticationSchemes.length === list.length && bad === undefined,
    expected: ["a list of schemes, each with `type`, `name` and `description`"],
    actual: bad === undefined ? JSON.stringify(list ?? null).slice(0, 200) : JSON.stringify(bad),
    message: "The configuration does not say how to authenticate.",
    pointer: "/authenticationSchemes",
    ...(exchanges === undefined ? {} : { exchanges }),
  });
}

/** How to authenticate is better found out before one can; a server may have its reasons. */
export const publicSchemes: Scenario = serviceScenario({
  id: "service.discovery.public",
  title: "Whether the ServiceProviderConfig is shown without a credential is told",
  requirements: ["RFC7643-5-SCHEMES-PUBLIC", THERE, "RFC7644-4-DISCOVERY"],
  needs: [],
  makes: { users: 0, groups: 0 },
  run: async (context) => {
    const { config } = await context.service.discovery();
    documentIn(context, ENDPOINT, config, THERE);
    if (!context.authProbes.allowed) throw new NoVerdict("blocked", context.authProbes.reason);
    const exchange = await context.service.request({
      method: "GET",
      to: { endpoint: ENDPOINT },
      title: "ask for the configuration without a credential",
      intent: { kind: "provoked", cause: "credentials" },
      credential: "none",
    });
    const isPublic = statusOf(exchange) === 200;
    learn(
      context,
      "discovery.public",
      "The ServiceProviderConfig without a credential",
      `is answered ${statusText(exchange)}`,
    );
    sayOf(
      context,
      ENDPOINT,
    )({
      requirement: "RFC7643-5-SCHEMES-PUBLIC",
      invariant: "public",
      shape: "credential-missing",
      holds: isPublic,
      expected: ["200"],
      actual: statusText(exchange),
      message: "How to authenticate is told only to whoever is authenticated already.",
      exchanges: [exchange],
    });
  },
});
