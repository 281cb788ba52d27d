import { proveCatalogue } from "./support/prove-catalogue.ts";

proveCatalogue("lighton", ["cube", "strongdm"]);
