import { proveCatalogue } from "./support/prove-catalogue.ts";

proveCatalogue("strongdm", ["cube"]);
