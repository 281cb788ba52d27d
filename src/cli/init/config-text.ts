import type { Answers, Draft } from "./answers.ts";

/** The name of the config that is written. */
export const CONFIG_NAME = "scimproof.config.yaml";

/** The name of the profile that is written unless another is named. */
export const PROFILE_NAME = "scimproof.profile.yaml";

/** The config, and the profile where there is a document for it to belong to. */
export function configDrafts(answers: Answers): readonly Draft[] {
  const config = { path: CONFIG_NAME, text: configText(answers) };
  return answers.vendor === undefined ? [config, { path: PROFILE_NAME, text: profileText(answers) }] : [config];
}

function configText({ vendor, spec, overlay, allowRemoteRefs, target, tokenEnv, schemas }: Answers): string {
  const lines = [
    `# yaml-language-server: $schema=${schemas}config.schema.json`,
    "# What would be typed with each `scimproof run`. No credential stands here, only the name of its variable.",
    ...(vendor === undefined ? [] : [`suites: [${scalar(vendor)}]`]),
    ...(spec === undefined ? [] : [`spec: ${scalar(spec)}`]),
    ...(overlay === undefined ? [] : [`overlay: ${scalar(overlay)}`]),
    ...(allowRemoteRefs ? ["allowRemoteRefs: true"] : []),
    ...(vendor === undefined ? [`profile: ${PROFILE_NAME}`] : []),
    `target: ${scalar(target)}`,
    ...(tokenEnv === undefined ? [] : [`tokenEnv: ${tokenEnv}`]),
    "out: reports",
    "",
    "# More that may stand here:",
    "# depth: thorough                # smoke, standard or thorough",
    '# fixtures: { groups: ["ID"] }   # Groups that may be written to and are put back, where none can be made',
    "# otherTokenEnv: OTHER_TOKEN     # a token of another tenant, which must see and change nothing",
    "# clients: [okta-oin, entra]     # identity providers whose requests are replayed as well",
    "# yes: true                      # this server may be written to although it is not of this machine",
    "",
  ];
  return lines.join("\n");
}

function profileText({ names, pathParameters, schemas }: Answers): string {
  const parameters = Object.entries(pathParameters);
  const lines = [
    `# yaml-language-server: $schema=${schemas}profile.schema.json`,
    "# What OpenAPI cannot say about this server. What is left out is open: learnt, and not judged.",
    `vendor: ${scalar(names.vendor)}`,
    `title: ${scalar(names.title)}`,
    ...(parameters.length === 0 ? [] : ["# Parameters of its paths that stand before the id.", "pathParameters:"]),
    ...parameters.map(([name, value]) => `  ${scalar(name)}: ${scalar(value)}`),
    "",
    "# Where it takes only some values, such as addresses of one mail domain:",
    "# attributes:",
    "#   userName: scimproof-{run}-{n}@your-domain.example",
    "#   emails.value: scimproof-{run}-{n}@your-domain.example",
    "# Where its documentation says what a PUT without members means, or a PATCH that changes nothing:",
    "# put: { absentMembers: clear }",
    "# patch: { noChangeStatus: 204 }",
    "",
  ];
  return lines.join("\n");
}

/** A text as a YAML scalar that is read back as that text: a JSON string is one wherever a plain word will not do. */
export function scalar(text: string): string {
  const isPlain = /^[A-Za-z./][\w./:@-]*$/u.test(text) && !/:$|^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(text);
  return isPlain ? text : JSON.stringify(text);
}
