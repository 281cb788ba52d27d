package compat;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import org.apache.directory.scim.protocol.Constants;
import org.apache.directory.scim.protocol.data.ErrorResponse;

/** Authentication, which the library leaves to an application: one bearer token, and a SCIM error without it. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class BearerFilter implements ContainerRequestFilter {

  private static final String SCHEME = "Bearer ";

  private final byte[] token = System.getenv("TOKEN").getBytes(StandardCharsets.UTF_8);

  @Override
  public void filter(ContainerRequestContext request) {
    String sent = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    // The name of a scheme is in any case (RFC 9110 §11.1).
    if (sent != null && sent.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
      && MessageDigest.isEqual(token, sent.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8))) {
      request.setSecurityContext(new Client(request.getSecurityContext().isSecure()));
      return;
    }
    ErrorResponse error = new ErrorResponse(Response.Status.UNAUTHORIZED, "A bearer token is needed.");
    request.abortWith(Response.status(Response.Status.UNAUTHORIZED)
      .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"scim\"")
      .type(Constants.SCIM_CONTENT_TYPE)
      .entity(error)
      .build());
  }

  /** The one client that there is. It is no User, so /Me stays what the library answers without a resolver. */
  private record Client(boolean isSecure) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
      return () -> "client";
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }
}
