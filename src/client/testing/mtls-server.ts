import { createServer, type ServerOptions } from "node:https";
import type { TlsOptions } from "node:tls";
import { type Handler, listen, reader, type SeenRequest, type TestServer } from "./servers.ts";

/** A TLS server for one test, whose certificate is for `localhost`: its URL names it so. */
export async function secureServer(options: TlsOptions & ServerOptions, handler: Handler): Promise<TestServer> {
  const seen: SeenRequest[] = [];
  const server = createServer(options, reader(seen, handler));
  // Handshakes that fail are what many of these tests are about.
  server.on("tlsClientError", () => {});
  const url = await listen(server, "https");
  return { url: url.replace("127.0.0.1", "localhost"), seen };
}

/** The same, which lets nobody in without a certificate that the authority has signed. */
export async function mtlsServer(
  own: { readonly cert: string; readonly key: string },
  authority: { readonly cert: string },
  handler: Handler,
): Promise<TestServer> {
  return await secureServer({ ...own, ca: authority.cert, requestCert: true, rejectUnauthorized: true }, handler);
}
