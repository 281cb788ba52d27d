// express comes without types. What stands here is what this server and the types of scimmy-routers need of it.
declare module "express" {
  import type { RequestListener } from "node:http";

  namespace express {
    /** A request as handlers get it. */
    interface Request {
      header(name: string): string | undefined;
    }
  }

  /** What can be mounted. */
  export class Router {
    use(path: string, router: Router): this;
  }

  /** An app: a router, and a listener of node:http. */
  type Application = Router & RequestListener;

  function express(): Application;
  export default express;
}
