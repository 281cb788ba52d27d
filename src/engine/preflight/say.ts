import type { Exchange, PreflightStep } from "../../result/index.ts";
import type { TargetConfig } from "../options.ts";

/** A step that found what it looked for. */
export function ok(id: string, message: string): PreflightStep {
  return { id, outcome: "passed", message };
}

/** A step that found something worth telling that stops nothing. */
export function noted(id: string, message: string, remedy?: string): PreflightStep {
  return { id, outcome: "noted", message, ...(remedy === undefined ? {} : { remedy }) };
}

/** A step that ends the run: the set-up is wrong. */
export function wrong(id: string, message: string, remedy: string): PreflightStep {
  return { id, outcome: "failed", message, remedy };
}

/** True when the answer is a page for people: a gateway, a login, a captive portal. */
export function isHtml(exchange: Exchange): boolean {
  // By what it is, not by what it is called: JSON under the name of HTML is a finding about the media type.
  return /^\s*<(?:!doctype|html)/iu.test(exchange.response?.body ?? "");
}

/** The credential's refusal as a step, or undefined when it was not refused. */
export function credentialRefused(
  exchange: Exchange,
  { credentials, oauth, sign }: TargetConfig,
): PreflightStep | undefined {
  const status = exchange.response?.status;
  if (status !== 401 && status !== 403 && status !== 407) return undefined;
  if (oauth !== undefined) {
    return wrong(
      "credentials",
      `The server refuses the access token: ${exchange.request.method} was answered ${status}.`,
      "check the scope and the audience that are asked for, and what the client may do at the authorization server",
    );
  }
  if (sign !== undefined && credentials.length === 0) {
    return wrong(
      "credentials",
      `The server refuses the signature: ${exchange.request.method} was answered ${status}.`,
      "check the hook `sign` in the config file, or name a credential beside it: --token-env SCIM_TOKEN",
    );
  }
  const given = credentials.length > 0;
  return given
    ? wrong(
        "credentials",
        `The server refuses the credential: ${exchange.request.method} was answered ${status}.`,
        "check the value of the environment variable that --token-env, --basic-env or --header-env names",
      )
    : wrong(
        "credentials",
        `The server asks for a credential: ${exchange.request.method} was answered ${status}.`,
        "name the environment variable that holds it: --token-env SCIM_TOKEN",
      );
}
