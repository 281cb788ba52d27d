import { below, lookup } from "../pointer.ts";
import { documentRule, openapi, type Rule } from "../rule.ts";

/** No server to send to. */
export const serverNotAbsolute: Rule = documentRule({
  id: "audit.server-not-absolute",
  title: "the document names the server's address",
  level: "notice",
  explanation:
    "Without servers, or with a relative one, the base URL is that of the place the document was read from. Whoever has it as a file does not know where to send.",
  source: openapi("Server Object"),
  *find({ contract, root }) {
    if (contract.servers.some(({ url }) => /^[a-z][a-z0-9+.-]*:\/\/|^\{/iu.test(url))) return;
    const operation = contract.operations[0]?.pointer;
    const holders = operation === undefined ? [""] : [operation, operation.replace(/\/[^/]*$/u, ""), ""];
    const declared = holders.map((holder) => below(holder, "servers")).find((at) => lookup(root, at) !== undefined);
    const [first] = contract.servers;
    yield {
      pointer: declared ?? "",
      message:
        declared === undefined
          ? "the document names no server"
          : `the server ${JSON.stringify(first?.url ?? "")} is relative`,
      remedy: "add servers: - url: https://host/base",
    };
  },
});
