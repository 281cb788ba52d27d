import { PARTS } from "./parts.ts";

const HELP = `npm run soak -- [part] [options]

Long proofs; each ends with 1 when what it proves does not hold. \`npm run soak -- PART --help\` tells its options.

${Object.entries(PARTS)
  .map(([name, { title }]) => `  ${name.padEnd(10)} ${title}`)
  .join("\n")}

Without the name of a part: alarms.
`;

const [first = "", ...rest] = process.argv.slice(2);
const named = PARTS[first];
if (named !== undefined) await named.run(rest);
else if (first === "--help") process.stdout.write(HELP);
else if (first !== "" && !first.startsWith("-")) {
  process.stderr.write(`there is no part ${first}: ${Object.keys(PARTS).join(", ")}\n`);
  process.exitCode = 2;
} else await PARTS["alarms"]?.run(process.argv.slice(2));
