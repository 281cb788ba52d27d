package compat;

import static org.apache.directory.scim.spec.schema.ServiceProviderConfiguration.AuthenticationSchema.oauthBearer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.ws.rs.SeBootstrap;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.LogManager;
import org.apache.directory.scim.server.configuration.ServerConfiguration;
import org.apache.directory.scim.server.rest.ScimResourceHelper;

/** A service provider of SCIMple's resources over two stores in memory, on the loopback interface. */
@ApplicationScoped
public class Serve extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> classes = new HashSet<>(ScimResourceHelper.scimpleFeatureAndResourceClasses());
    classes.add(BearerFilter.class);
    return classes;
  }

  /** What of the configuration is an application's to say. Bulk, PATCH and ETags are always on. */
  @Produces
  ServerConfiguration configuration() {
    return new ServerConfiguration()
      .setId("scimple")
      .setDocumentationUri("https://directory.apache.org/scimple")
      .setSupportsFilter(true)
      .setFilterMaxResults(Store.MOST_RESULTS)
      .addAuthenticationSchema(oauthBearer());
  }

  public static void main(String[] args) throws Exception {
    LogManager.getLogManager().reset();
    String port = System.getenv().getOrDefault("PORT", "0");
    SeContainer container = SeContainerInitializer.newInstance().addPackages(true, Serve.class).initialize();
    SeBootstrap.Configuration configuration = SeBootstrap.Configuration.builder()
      .host("127.0.0.1")
      .port(Integer.parseInt(port))
      .build();
    SeBootstrap.Instance instance = SeBootstrap.start(new Serve(), configuration).toCompletableFuture().get();
    String url = "http://127.0.0.1:" + instance.configuration().port();
    container.select(Directory.class).get().listensAt(url);
    System.out.println("listens at " + url);
    Thread.currentThread().join();
  }
}
