import { describe, expect, test } from "vitest";
import type { HarnessError } from "../result/index.ts";
import type { DeclaredServer } from "./contract.ts";
import { fillServer } from "./fill-server.ts";
import { refusalOf } from "./testing/refusal-of.ts";

const cube: DeclaredServer = {
  name: "cube",
  url: "https://{tenant}.cubecloud.dev/api/",
  variables: { tenant: { default: "your-tenant", description: "subdomain" } },
};
const regional: DeclaredServer = {
  name: "regional",
  url: "https://{region}.example.com/{base}",
  variables: { region: { default: "eu", enum: ["eu", "us"] }, base: { default: "scim/v2" } },
};

function refusal(server: DeclaredServer, values: Record<string, string>): HarnessError {
  return refusalOf(() => fillServer(server, values));
}

describe("fillServer", () => {
  test("fills in values and defaults, without a trailing slash", () => {
    expect(fillServer(cube, { tenant: "acme" })).toBe("https://acme.cubecloud.dev/api");
    expect(fillServer(regional, {})).toBe("https://eu.example.com/scim/v2");
    expect(fillServer(regional, { region: "us" })).toBe("https://us.example.com/scim/v2");
    expect(fillServer({ name: "p", url: "http://localhost:3000", variables: {} }, {})).toBe("http://localhost:3000");
  });

  test("a default that is only a placeholder is no value", () => {
    const error = refusal(cube, {});
    expect(error.message).toContain('"tenant" (subdomain)');
    expect(error.remedy).toContain("--server-var tenant=acme");
  });

  test.each([
    [regional, { region: "eu1" }, "it takes eu, us", "--server-var region=eu"],
    [cube, { tenent: "acme" }, 'Did you mean "tenant"?', "--server-var tenant=VALUE"],
    [cube, { tenant: "evil.com/" }, "host name", "--server-var tenant=acme"],
    [cube, { tenant: "a@evil.com#" }, "host name", "--server-var tenant=acme"],
    [{ name: "/", url: "/api", variables: {} }, {}, "relative", "--target https://scim.example.com/api"],
    [{ name: "x", url: "https://{x}.com", variables: {} }, {}, '"x"', "--server-var x=acme"],
    [{ name: "x", url: "ftp://example.com", variables: {} }, {}, "neither http", "--target"],
    [{ name: "x", url: "https://exa mple", variables: {} }, {}, "is not a URL", "--target"],
  ])("refuses what is missing or unfit (%#)", (server, values, message, remedy) => {
    const error = refusal(server, values);
    expect(error.code).toBe("USAGE");
    expect(error.message).toContain(message);
    expect(error.remedy).toContain(remedy);
  });
});
