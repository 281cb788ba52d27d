/**
 * A module that, loaded before another, gives its process a function `peak`: the most memory that it ever had, in KiB. What
 * getrusage tells begins with the memory of the process that started it, so that is asked only where there is nothing better.
 */
export const PEAK = `import { readFileSync } from "node:fs";
const peak = () => {
  try {
    return /VmHWM:\\s*(\\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))[1];
  } catch {
    return process.resourceUsage().maxRSS;
  }
};`;
