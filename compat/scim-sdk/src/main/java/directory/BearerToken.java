package directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

import de.captaingoldfish.scim.sdk.server.endpoints.authorize.Authorization;

/** The one token that is taken, which the library leaves to the application. */
final class BearerToken implements Authorization
{

  private final byte[] token;

  BearerToken(String token)
  {
    if (token == null || token.isEmpty())
    {
      throw new IllegalArgumentException("TOKEN is not set");
    }
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Set<String> getClientRoles()
  {
    return Set.of();
  }

  @Override
  public boolean authenticate(Map<String, String> httpHeaders, Map<String, String> queryParams)
  {
    return httpHeaders.entrySet()
                      .stream()
                      .filter(header -> "Authorization".equalsIgnoreCase(header.getKey()))
                      .map(header -> header.getValue().split(" +", 2))
                      .anyMatch(words -> words.length == 2 && "Bearer".equalsIgnoreCase(words[0])
                                         && MessageDigest.isEqual(token, words[1].getBytes(StandardCharsets.UTF_8)));
  }
}
