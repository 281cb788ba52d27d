import { proveCatalogue } from "./support/prove-catalogue.ts";

proveCatalogue("cube");
