/** An OAuth 2.0 client that gets access tokens by client credentials (RFC 6749 section 4.4). */
export interface OAuthClient {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly proof:
    | {
        /** RFC 6749 section 2.3.1: in the Authorization header, or in the body. */
        readonly kind: "client-secret";
        readonly secret: string;
        readonly in: "header" | "body";
        /** Name of the environment variable that it came from. */
        readonly from: string;
      }
    | {
        /** RFC 7523 section 2.2: a signed assertion. */
        readonly kind: "private-key-jwt";
        /** PEM. */
        readonly key: string;
        readonly algorithm: "RS256" | "PS256" | "ES256";
        readonly keyId?: string;
        /** `aud` of the assertion; the token URL by default. */
        readonly audience?: string;
        readonly from: string;
      };
  readonly scope?: string;
  /** The `resource` (RFC 8707) or `audience` parameter that some servers ask for, by its name. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What TLS needs beside what the machine trusts; PEM texts. */
export interface TlsOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
}

/** A request as a {@link SignHook} sees it. */
export interface SignableRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Headers to add to one attempt of a request: signatures, nonces. Called once for each attempt. */
export type SignHook = (
  request: SignableRequest,
) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;

/** How a client gets in beside its credentials. */
export interface WayIn {
  /** Where access tokens come from; in place of a bearer credential. */
  readonly oauth?: OAuthClient;
  readonly tls?: TlsOptions;
  /** Address of an HTTP(S) proxy for this target, user and password in it; undefined for none. */
  readonly proxy?: string;
  /** The same for the token endpoint, which may be on the other side of it. */
  readonly tokenProxy?: string;
  readonly sign?: SignHook;
}
