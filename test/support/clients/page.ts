import {
  CAPABILITIES,
  type CapabilityId,
  CLIENTS,
  CLIENTS_WITHOUT_EVIDENCE,
  type Client,
  type ClientCapability,
  type ClientStep,
  type Evidence,
} from "../../../src/scenarios/index.ts";

const HEAD = `# What identity providers send

\`scimproof run --spec ./openapi.yaml --target URL --client okta-oin --client entra\` replays what these identity providers
send in a whole life of a User and a Group (look up, create, update, deactivate, push membership, rename, remove, delete)
and holds the answers to what each of them needs. It runs beside the suites: with words that name suites, too. To run it
alone, name its suites: \`scimproof run cube.client --client entra --target URL\`. In a config it is \`clients: [entra]\`, in
the environment \`SCIMPROOF_CLIENT\`. \`scimproof list clients\` lists them, \`explain ID\` tells a need with its source.

Each need has its evidence: documentation of the client's maker, a captured request, or a report, with the day on which a
stored copy of it was read. This page is made from the data that is sent (\`src/scenarios/clients\`); a test holds it to that.

## How to read the matrix

Every report has a matrix: a row for each thing that is done, a column for each client. \`results.json\` has it in \`clients\`.

| cell | means |
| --- | --- |
| works | every request was answered as the client needs it, and what it changed was seen by a GET of the harness's own |
| works, with a loss | it goes on, but something is lost that its maker recommends, or that somebody has reported it to send |
| does not work | a need is not met: the client stops, tries again for ever, or takes the server to be in another state than it is |
| blocked, inconclusive | it could not be tried, or not seen, with the reason: often something that another cell tells, such as Users that cannot be created |
| not applicable | the document has nothing of that kind of resource, and the server answers 404, 405 or 501 |
| empty | the client does not do it, or no evidence was found that it does |

The remedy stands in each cell, and with each finding.

## Apart from conformance

A need is what one program needs, not what the RFC says: most of Entra's are dialect that a strict server may refuse. So
findings of clients are of party \`client\`, in a section of their own, and the other suites never have any. A suite of a client
in its turn judges nothing by document or RFC but that no answer gives a secret away.

**Whoever names a client has asked for it: its needs fail a run.** Their level is \`DOCUMENT\`, and so an error, where the
page of the client's maker says it, or a captured request shows that it is sent. It is \`SHOULD\`, a warning, where the page only
recommends it, where a mapping can be left out, or where the only witness is a report. It is \`MAY\`, a notice, for a mere
preference, such as 204 after a change of membership. No need has level \`CLIENT\`, which is for duties of the sender.

- A request is sent although the document does not declare its operation: the client would send it too. Where the server then
  answers 404, 405 or 501, that is no finding, but the cell is blocked and says what is missing; where the document declares the
  operation, it is one.
- A suite of a client is conformant when everything that was selected works; with anything blocked or inconclusive in it, it is
  inconclusive, unless something does not work. \`-t\` selects what matters: \`-t 'client.entra.*user'\`.
- What was changed is seen by GET. Members that are not shown are asked for with \`attributes=members\`; a server that shows the
  members of no Group, however they were put in, has lost none: the cell is blocked.
- Attribute mappings are the default ones of each client. An administrator may map more, or less.
- Users and Groups that are created are the run's own and are removed, as everywhere.
`;

/** `docs/reference/clients.md`, from what is sent. */
export function clientsPage(): string {
  const without = Object.entries(CLIENTS_WITHOUT_EVIDENCE).map(([name, why]) => `- **${name}**: ${why}.`);
  return [
    HEAD,
    matrix(),
    ...CLIENTS.map(section),
    `## Not replayed\n\nFor these no evidence was found of what they send, and nothing is made up: \`--client\` refuses them.\n\n${without.join("\n")}\n`,
  ].join("\n");
}

function matrix(): string {
  const ids = Object.keys(CAPABILITIES) as CapabilityId[];
  const rows = ids.map((id) => {
    const cells = CLIENTS.map(({ capabilities }) => capabilities.find((one) => one.id === id)?.needs.length ?? "");
    return `| ${[CAPABILITIES[id], ...cells].join(" | ")} |`;
  });
  const head = ["what it does", ...CLIENTS.map(({ name }) => `\`${name}\``)];
  return [
    "## What is replayed",
    "",
    "The numbers are needs, each with its source below.",
    "",
    `| ${head.join(" | ")} |`,
    `| ${head.map(() => "---").join(" | ")} |`,
    ...rows,
    "",
  ].join("\n");
}

function section(client: Client): string {
  const { name, title, about, headers, capabilities, notReplayed } = client;
  const lines = Object.entries(headers).map(([header, value]) => `\`${header}: ${value}\``);
  return [
    `## ${title}: \`--client ${name}\``,
    "",
    about,
    "",
    `Header lines: ${lines.join(", ")}.`,
    "",
    `A User is made from \`${json(client.bodies.User)}\`, a Group from \`${json(client.bodies.Group)}\`.`,
    "",
    "| what it does | what is sent |",
    "| --- | --- |",
    ...capabilities.map((capability) => `| ${CAPABILITIES[capability.id]} | ${sent(capability)} |`),
    "",
    "| need | level | what is needed | evidence |",
    "| --- | --- | --- | --- |",
    ...capabilities.flatMap(({ needs }) =>
      needs.map(
        ({ id, level, text, evidence, place }) => `| \`${id}\` | ${level} | ${cell(text)} | ${cite(evidence, place)} |`,
      ),
    ),
    "",
    "Not replayed:",
    "",
    ...notReplayed.map((one) => `- ${one}`),
    "",
  ].join("\n");
}

/** The requests of a capability, those that only set the scene left out. */
function sent({ steps }: ClientCapability): string {
  return steps.flatMap((step) => ("send" in step && step.expect.length > 0 ? [request(step)] : [])).join("<br>");
}

function request({ send, makes }: Extract<ClientStep, { send: unknown }>): string {
  const { method, type, of, query, body, putsBack } = send;
  const path = `/${type}s${of === undefined ? "" : `/{${of}.id}`}${query === undefined ? "" : `?${query}`}`;
  if (makes !== undefined) return `\`${method} ${path}\``;
  if (putsBack !== undefined) return `\`${method} ${path}\` what GET showed, with \`${json(putsBack)}\``;
  const operations = body !== null && typeof body === "object" && "Operations" in body ? body["Operations"] : body;
  return operations === undefined ? `\`${method} ${path}\`` : `\`${method} ${path} ${json(operations)}\``;
}

function cite({ page, url, kind, read }: Evidence, place: string): string {
  return `[${cell(page)}](${url}), ${cell(place)} (${kind}, read ${read})`;
}

function json(value: unknown): string {
  return cell(JSON.stringify(value));
}

function cell(text: string): string {
  return text.replaceAll("|", String.raw`\|`);
}
