/** Where a pipeline runs. */
export const CI_KINDS = ["github", "gitlab", "jenkins", "none"] as const;

/** One of {@link CI_KINDS}. */
export type CiKind = (typeof CI_KINDS)[number];

/** Flags of `init`, as typed. */
export interface InitFlags {
  readonly spec?: string;
  readonly overlay?: string;
  readonly pathParam?: readonly string[];
  readonly allowRemoteRefs?: boolean;
  readonly target?: string;
  readonly tokenEnv?: string;
  readonly ci?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  /** False to make no first run; true to make it on a server that is not of this machine, too. */
  readonly run?: boolean;
}

/** All that is known before anything is written. */
export interface Answers {
  /** One of the suites that come with the package; undefined where there is a document. */
  readonly vendor: string | undefined;
  /** The document, relative to the folder of the config, with slashes. */
  readonly spec: string | undefined;
  readonly overlay: string | undefined;
  readonly allowRemoteRefs: boolean;
  /** Base URL, or `embedded`. */
  readonly target: string;
  /** Name of the variable that holds the token; undefined where the server wants none. */
  readonly tokenEnv: string | undefined;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** For the profile. */
  readonly names: { readonly vendor: string; readonly title: string };
  readonly ci: CiKind;
  /** Version of the package that the pipeline runs. */
  readonly version: string;
  /** What the names of the JSON Schemas begin with, for editors. */
  readonly schemas: string;
}

/** A file to be written. */
export interface Draft {
  /** Relative to the folder of the config. */
  readonly path: string;
  readonly text: string;
  /** What is to be done about it by hand, in a sentence. */
  readonly next?: string;
}
