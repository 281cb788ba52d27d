/** The keywords of RFC 7644 section 3.12, Table 9, that the core uses. */
export type ScimType =
  | "invalidFilter"
  | "invalidPath"
  | "invalidSyntax"
  | "invalidValue"
  | "mutability"
  | "noTarget"
  | "uniqueness";

/** A refusal: thrown anywhere in the core, turned into an answer by the dialect. */
export class ScimError extends Error {
  override readonly name: string = "ScimError";
  readonly status: number;
  readonly scimType: ScimType | undefined;
  /** Headers that belong to the refusal: `Allow`, `WWW-Authenticate`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    detail: string,
    options: { readonly scimType?: ScimType; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.status = status;
    this.scimType = options.scimType;
    this.headers = options.headers ?? {};
  }
}

/** 400 for a value of the wrong type or a required one that is missing. */
export function invalidValue(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: "invalidValue" });
}

/** 404 for a resource or endpoint that is not there. */
export function notFound(detail = "Resource not found."): ScimError {
  return new ScimError(404, detail);
}
