// Runs the program under test in folders of its own. Knows nothing of browsers.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

// The repository, which is the site folder of the demonstration archive.
export const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));

const BINARY = process.env.ARCHIVE_BINARY ?? path.join(REPOSITORY, "target/debug/archive");

// Embargoes are judged by this day, so that no test depends on today.
const ENVIRONMENT = { ...process.env, SOURCE_DATE_EPOCH: "1767225600", NO_COLOR: "1" };

// How long the program may take for one thing. Far more than it needs: machines are slow.
const PATIENCE = 60_000;

const run = promisify(execFile);

// Makes a folder that is gone when the tests end.
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "archive-browser-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// Builds a site folder into an empty folder; fails with what the program said.
export async function build(siteFolder, output, options = []) {
  requireBinary();
  const words = ["--root", siteFolder, "build", "-o", output, ...options];
  try {
    await run(BINARY, words, { env: ENVIRONMENT, timeout: PATIENCE });
  } catch (failure) {
    throw new Error(`archive ${words.join(" ")}: ${failure.message}\n${failure.stdout}${failure.stderr}`);
  }
}

// What `archive search` finds in a site folder: the answer as it prints it for programs.
export async function search(siteFolder, query, options = []) {
  requireBinary();
  const words = ["--root", siteFolder, "search", "--format", "json", ...options, query];
  const { stdout } = await run(BINARY, words, { env: ENVIRONMENT, timeout: PATIENCE });
  return JSON.parse(stdout);
}

// Starts the preview of a site folder: its address, and a way to end it as Ctrl-C does, which
// answers with its exit status.
export async function preview(siteFolder, port) {
  requireBinary();
  const child = spawn(BINARY, ["--root", siteFolder, "serve", "-p", String(port)], {
    env: ENVIRONMENT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.on("exit", kill);
  const ended = once(child, "exit").then(([status]) => status);
  const stop = () => {
    child.kill("SIGINT");
    return within(ended, "the preview did not end");
  };
  try {
    return { address: await within(announced(child, ended), "the preview did not say its address"), stop };
  } catch (failure) {
    kill();
    throw failure;
  }
}

function requireBinary() {
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing: \`cargo build\` makes it`);
}

// The address in the first line that has one. All lines are read to the end: a full pipe would
// stop the program.
function announced(child, ended) {
  const said = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        const address = line.match(/http:\/\/\S+/);
        if (address) resolve(address[0]);
      });
    }
    ended.then((status) => reject(new Error(`the preview ended with ${status}: ${said.join("\n")}`)));
  });
}

async function within(promise, message) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
