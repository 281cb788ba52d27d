package directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.common.response.ErrorResponse;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.authorize.Authorization;

/** Hands a request of HTTP to the library and its answer back, as the controller of the library's sample does. */
final class ScimHttpHandler implements HttpHandler
{

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

  private final String origin;

  private final ResourceEndpoint endpoint;

  private final Authorization authorization;

  ScimHttpHandler(String origin, ResourceEndpoint endpoint, Authorization authorization)
  {
    this.origin = origin;
    this.endpoint = endpoint;
    this.authorization = authorization;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException
  {
    try (exchange)
    {
      byte[] body = exchange.getRequestBody().readAllBytes();
      ScimResponse response = answer(exchange, body);
      response.getHttpHeaders().forEach(exchange.getResponseHeaders()::set);
      byte[] text = response.isEmpty() ? new byte[0] : response.toString().getBytes(StandardCharsets.UTF_8);
      boolean none = text.length == 0 || "HEAD".equals(exchange.getRequestMethod());
      exchange.sendResponseHeaders(response.getHttpStatus(), none ? -1 : text.length);
      if (!none)
      {
        exchange.getResponseBody().write(text);
      }
    }
  }

  private ScimResponse answer(HttpExchange exchange, byte[] body)
  {
    String path = exchange.getRequestURI().getRawPath();
    if (!path.startsWith(Main.PREFIX + "/"))
    {
      return new ErrorResponse(new ResourceNotFoundException("there is nothing at " + path, null, null));
    }
    String name = exchange.getRequestMethod();
    // The library knows no HEAD, which RFC 9110 has every server know: it is a GET whose content is not sent.
    String method = "HEAD".equals(name) ? "GET" : name;
    if (Arrays.stream(HttpMethod.values()).noneMatch(known -> known.name().equals(method)))
    {
      exchange.getResponseHeaders().set("Allow", METHODS);
      return new ErrorResponse(new MethodNotAllowed(name));
    }
    String text;
    try
    {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }
    catch (CharacterCodingException ex)
    {
      return new ErrorResponse(new BadRequestException("the body is not UTF-8", ex, ScimType.RFC7644.INVALID_SYNTAX));
    }
    return endpoint.handleRequest(origin + exchange.getRequestURI(),
                                  HttpMethod.valueOf(method),
                                  text.isEmpty() ? null : text,
                                  headers(exchange),
                                  new Context(authorization));
  }

  private static Map<String, String> headers(HttpExchange exchange)
  {
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    return headers;
  }

  private static final class MethodNotAllowed extends ScimException
  {

    MethodNotAllowed(String method)
    {
      super(method + " is not offered", null, 405, null);
    }
  }
}
