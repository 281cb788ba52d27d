import { existsSync } from "node:fs";
import { join } from "node:path";
import { isLoopback } from "../../engine/index.ts";
import type { Answers, CiKind, Draft } from "./answers.ts";

/** Which pipeline a folder already has; GitHub's where nothing shows one. */
export function guessCi(folder: string): CiKind {
  const has = (name: string): boolean => existsSync(join(folder, name));
  if (has(".gitlab-ci.yml")) return "gitlab";
  if (has("Jenkinsfile")) return "jenkins";
  return "github";
}

/** The file of a pipeline that runs Scimproof; beside one's own where that has a single file. */
export function ciDraft(answers: Answers, folder: string, force: boolean): Draft | undefined {
  const isTaken = (name: string): boolean => !force && existsSync(join(folder, name));
  switch (answers.ci) {
    case "github":
      return { path: ".github/workflows/scimproof.yml", text: github(answers), next: secretOf(answers, "a secret") };
    case "gitlab": {
      const beside = "scimproof.gitlab-ci.yml";
      return isTaken(".gitlab-ci.yml")
        ? { path: beside, text: gitlab(answers), next: `add to .gitlab-ci.yml: include: [{ local: ${beside} }]` }
        : { path: ".gitlab-ci.yml", text: gitlab(answers), next: secretOf(answers, "a masked CI/CD variable") };
    }
    case "jenkins":
      return {
        path: isTaken("Jenkinsfile") ? "Jenkinsfile.scimproof" : "Jenkinsfile",
        text: jenkins(answers),
        next: secretOf(answers, "a credential of kind secret text"),
      };
    case "none":
      return undefined;
  }
}

function secretOf({ tokenEnv }: Answers, kind: string): string {
  return tokenEnv === undefined ? "commit it" : `make ${kind} ${tokenEnv} there that holds the token`;
}

/** Said beside the command: the package is not on npmjs.com. */
function sourceOf(version: string): string {
  return `From the registry of your npm; or commit the packed package: npx --yes --package ./scimproof-${version}.tgz scimproof run`;
}

/** Said where the server is not reached from a pipeline as it stands. */
function startLines({ target }: Answers, mark: string): readonly string[] {
  const isLocal = target !== "embedded" && isLoopback(target);
  return isLocal ? [`${mark} Start your server here, so that it answers at ${target}.`] : [];
}

function github(answers: Answers): string {
  const { tokenEnv, version } = answers;
  return `${[
    "name: SCIM conformance",
    "on:",
    "  push:",
    "    branches: [main]",
    "  pull_request:",
    "  workflow_dispatch:",
    "permissions:",
    "  contents: read",
    "jobs:",
    "  scimproof:",
    "    runs-on: ubuntu-latest",
    "    timeout-minutes: 15",
    ...(tokenEnv === undefined ? [] : ["    env:", `      ${tokenEnv}: \${{ secrets.${tokenEnv} }}`]),
    "    steps:",
    "      - uses: actions/checkout@v4",
    "      - uses: actions/setup-node@v4",
    "        with:",
    "          node-version: 22",
    ...startLines(answers, "      #"),
    `      # ${sourceOf(version)}`,
    `      - run: npx --yes scimproof@${version} run`,
    "      - uses: actions/upload-artifact@v4",
    "        if: always()",
    "        with:",
    "          name: scimproof",
    "          path: reports/",
  ].join("\n")}\n`;
}

function gitlab(answers: Answers): string {
  return `${[
    "scimproof:",
    "  image: node:22",
    "  timeout: 15 minutes",
    "  script:",
    ...startLines(answers, "    #"),
    `    # ${sourceOf(answers.version)}`,
    `    - npx --yes scimproof@${answers.version} run`,
    "  artifacts:",
    "    when: always",
    "    paths: [reports/]",
    "    reports:",
    "      junit: reports/junit.xml",
  ].join("\n")}\n`;
}

function jenkins(answers: Answers): string {
  const { tokenEnv, version } = answers;
  return `${[
    "pipeline {",
    "  agent any",
    "  options { timeout(time: 15, unit: 'MINUTES') }",
    "  environment {",
    "    CI = 'true'",
    ...(tokenEnv === undefined ? [] : [`    ${tokenEnv} = credentials('${tokenEnv}')`]),
    "  }",
    "  stages {",
    "    stage('SCIM conformance') {",
    "      steps {",
    ...startLines(answers, "        //"),
    `        // ${sourceOf(version)}`,
    `        sh 'npx --yes scimproof@${version} run'`,
    "      }",
    "    }",
    "  }",
    "  post {",
    "    always {",
    "      junit 'reports/junit.xml'",
    "      archiveArtifacts artifacts: 'reports/**', allowEmptyArchive: true",
    "    }",
    "  }",
    "}",
  ].join("\n")}\n`;
}
