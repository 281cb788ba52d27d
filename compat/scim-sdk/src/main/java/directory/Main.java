package directory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;

import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.complex.BulkConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ChangePasswordConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ETagConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.SortConfig;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.AuthenticationScheme;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.base.GroupEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ETagFeature;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ResourceTypeFeatures;

/** A directory of users and groups in memory: the token it takes is in TOKEN, its port the first argument, or any that is free. */
public final class Main
{

  static final String PREFIX = "/scim/v2";

  private Main()
  {}

  public static void main(String[] args) throws Exception
  {
    // Without it, an answer in two pieces waits for the client to have received the first.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    String origin = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/", new ScimHttpHandler(origin, endpoint(), new BearerToken(System.getenv("TOKEN"))));
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.start();
    System.out.println("listens at " + origin + PREFIX);
  }

  /** Everything that the library offers is on, as in its own sample. */
  private static ResourceEndpoint endpoint()
  {
    AuthenticationScheme bearer = AuthenticationScheme.builder()
                                                      .name("Bearer")
                                                      .description("One bearer token")
                                                      .specUri("https://www.rfc-editor.org/info/rfc6750")
                                                      .type("oauthbearertoken")
                                                      .build();
    ServiceProvider provider = ServiceProvider.builder()
                                              .patchConfig(PatchConfig.builder().supported(true).build())
                                              .filterConfig(FilterConfig.builder().supported(true).maxResults(200).build())
                                              .sortConfig(SortConfig.builder().supported(true).build())
                                              .eTagConfig(ETagConfig.builder().supported(true).build())
                                              .changePasswordConfig(ChangePasswordConfig.builder().supported(true).build())
                                              .bulkConfig(BulkConfig.builder().supported(true).maxOperations(100).build())
                                              .authenticationSchemes(List.of(bearer))
                                              // Off unless it is asked for, and without it names in another case are not known.
                                              .caseInsensitiveValidation(true)
                                              .lenientContentTypeChecking(true)
                                              .build();
    ResourceEndpoint endpoint = new ResourceEndpoint(provider);
    Groups groups = new Groups();
    for ( ResourceType type : List.of(endpoint.registerEndpoint(new UserEndpointDefinition(new Users(groups))),
                                      endpoint.registerEndpoint(new GroupEndpointDefinition(groups))) )
    {
      type.setFeatures(ResourceTypeFeatures.builder()
                                           .autoFiltering(true)
                                           .autoSorting(true)
                                           .eTagFeature(ETagFeature.builder().enabled(true).build())
                                           .build());
    }
    return endpoint;
  }
}
