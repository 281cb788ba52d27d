import { serveJobs } from "../lib/serve-jobs.ts";
import { measure } from "./measure.ts";

serveJobs(measure);
