import { proveCatalogue } from "./support/prove-catalogue.ts";

proveCatalogue("maia", ["cube", "strongdm", "lighton"]);
