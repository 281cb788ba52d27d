import { expect, test } from "vitest";
import { createServer } from "node:https";
import { createServer as net } from "node:net";
import { testClient, outgoing, NEVER } from "./testing/client.ts";
import { createAuthority, createSelfSigned } from "./testing/pki.ts";
import type { TlsOptions } from "node:tls";
async function start(o: object) {
  const s = createServer(o as any, (_, r) => r.end("{}"));
  s.on("tlsClientError", ()=>{});
  await new Promise<void>(r => s.listen(0, "127.0.0.1", r));
  return `https://localhost:${(s.address() as any).port}`;
}
test("x", async () => {
  const root = await createAuthority();
  const inter = await root.intermediate("mid");
  const good = await root.issue();
  const cases: Record<string, object> = {
    good, expired: await root.issue({from:-3, until:-1}), early: await root.issue({from:1, until:3}),
    wronghost: await root.issue({hosts:["DNS:other.test"]}), self: await createSelfSigned(),
    unknown: await (await createAuthority("other")).issue(), missing: await inter.issue(),
    old: {...good, minVersion:"TLSv1.1", maxVersion:"TLSv1.1", ciphers:"DEFAULT@SECLEVEL=0"},
    mtls: {...good, requestCert:true, rejectUnauthorized:true, ca: root.cert},
    mtls12: {...good, requestCert:true, rejectUnauthorized:true, ca: root.cert, maxVersion:"TLSv1.2"},
    chainself: {cert: good.cert+root.cert, key: good.key},
  };
  for (const [k, o] of Object.entries(cases)) {
    const url = await start(o);
    for (const tls of [{ca: root.cert}, {}, {ca: root.cert, ...(await (await createAuthority("zz")).issue())}, {ca: root.cert, ...(await root.issue())}]) {
    const { failure, response } = await testClient(url, { tls }).send(outgoing(), NEVER);
    console.log(k, Object.keys(tls).join(), response?.status, failure?.kind, failure?.message);
    }
  }
});
