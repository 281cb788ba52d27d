import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { fetchDocument } from "./fetch-document.ts";
import { httpServer } from "./testing/servers.ts";

describe("fetchDocument", () => {
  test("asks plainly: no credential, no cookie, also after a redirect that sets one", async () => {
    const server = await httpServer(({ url }, response) => {
      if (url === "/a?v=1") response.writeHead(302, { location: "b.yaml", "set-cookie": "session=1" }).end();
      else response.end("openapi: 3.1.0\n");
    });
    expect(await fetchDocument(`${server.url}/a?v=1`)).toBe("openapi: 3.1.0\n");
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /a?v=1", "GET /b.yaml"]);
    for (const { headers } of server.seen) {
      for (const name of ["authorization", "cookie", "referer"]) expect(headers).not.toHaveProperty(name);
    }
  });

  test.each([
    ["file:///etc/hosts", "redirects to file:"],
    ["ftp://example.com/a.yaml", "redirects to ftp:"],
    ["http://example.com/a.yaml", "redirects to http:"],
    ["https://me:pw@example.com/a.yaml", "user name"],
    ["http://", "no address"],
  ])("follows no redirect to %s", async (location, message) => {
    const server = await httpServer((_, response) => response.writeHead(307, { location }).end());
    await expect(fetchDocument(`${server.url}/a`)).rejects.toThrow(message);
    expect(server.seen).toHaveLength(1);
  });

  test("gives up a redirect in circles, after three", async () => {
    const server = await httpServer((_, response) => response.writeHead(301, { location: "/again" }).end());
    await expect(fetchDocument(`${server.url}/a`)).rejects.toThrow("more than 3 times");
    expect(server.seen).toHaveLength(4);
  });

  test.each([
    ["another status", 404, "text", "answered 404"],
    ["what is no text", 200, Buffer.of(0xff, 0xfe), "not UTF-8"],
    ["too much", 200, Buffer.alloc(16 * 1024 * 1024 + 1, "a"), "more than 16777216 bytes"],
  ])("refuses %s", async (_what, status, body, message) => {
    const server = await httpServer((_, response) => response.writeHead(status).end(body));
    await expect(fetchDocument(`${server.url}/a`)).rejects.toThrow(message);
  });

  test.each(["http://example.com/a.yaml", "ftp://127.0.0.1/a.yaml", "file:///etc/hosts"])(
    "never asks %s",
    async (url) => {
      await expect(fetchDocument(url)).rejects.toThrow("is not read");
    },
  );

  test.each([
    ["says nothing", (): void => {}],
    ["drips", (_: unknown, response: ServerResponse): void => void setInterval(() => response.write("a"), 20).unref()],
  ])("ends with a server that %s", async (_what, handler) => {
    const server = await httpServer(handler);
    const limits = { connectTimeoutMs: 100, headersTimeoutMs: 200, bodyTimeoutMs: 200, maxBodyBytes: 1000 };
    await expect(fetchDocument(`${server.url}/a`, limits)).rejects.toThrow(/within \d+ ms|more than/u);
  });

  test("a server that is not there is said to be", async () => {
    await expect(fetchDocument("http://127.0.0.1:1/a.yaml")).rejects.toThrow(/refused/iu);
  });
});
