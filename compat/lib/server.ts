/** A server while it runs. */
export interface RunningServer {
  /** Where its SCIM endpoints begin: scheme, host, port and prefix. */
  readonly url: string;
  /** The one bearer token that it takes. */
  readonly token: string;
  /** Ends it, and waits until it has ended. */
  readonly close: () => Promise<void>;
}

/** A server that is not ours, and how it is had. Its document, profile and expected findings stand in the folder of its name. */
export interface CompatServer {
  /** Its folder under `compat/`. */
  readonly name: string;
  /** What is tested, as a person writes it. */
  readonly title: string;
  /** What is installed, each with its exact version. */
  readonly versions: readonly string[];
  /** What has to be on the machine: `Node`, `Python 3.11`. */
  readonly runtime: string;
  /** True when everything comes with `npm ci`, so that every run of the tests may start it. */
  readonly installed: boolean;
  /**
   * True for a whole service provider: Users and Groups that can be created, read, listed, replaced, changed and deleted, and
   * discovery. It is then held to the RFC as a service too, and not only to what its document says of some operations.
   */
  readonly wholeService: boolean;
  /**
   * Installs what is missing and starts it on a free port of the loopback interface.
   *
   * @throws NotHere when this machine cannot have it, with why
   */
  readonly start: () => Promise<RunningServer>;
}

/** This machine cannot have the server: a runtime is missing, or its packages cannot be had. Its message says why. */
export class NotHere extends Error {
  override readonly name: string = "NotHere";
}
