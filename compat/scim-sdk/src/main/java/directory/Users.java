package directory;

import java.util.List;
import java.util.Locale;

import de.captaingoldfish.scim.sdk.common.constants.AttributeNames;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.GroupNode;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;

/** Users: no two have the same userName, and which groups they are in is known from the groups. */
final class Users extends InMemoryHandler<User>
{

  private final Groups groups;

  Users(Groups groups)
  {
    this.groups = groups;
  }

  @Override
  protected void check(User user)
  {
    String name = nameOf(user);
    for ( User other : all() )
    {
      if (!other.getId().equals(user.getId()) && nameOf(other).equals(name))
      {
        throw new ConflictException("another user has the userName '" + name + "'", ScimType.RFC7644.UNIQUENESS);
      }
    }
  }

  @Override
  protected void strip(User user)
  {
    user.remove(AttributeNames.RFC7643.GROUPS);
  }

  @Override
  protected void complete(User user, Context context)
  {
    List<GroupNode> of = groups.groupsOf(user.getId().orElseThrow(), context);
    if (!of.isEmpty())
    {
      user.setGroups(of);
    }
  }

  @Override
  protected void removed(String id)
  {
    groups.forget(id);
  }

  /** Its schema says that it is the same in whatever case it is written. */
  private static String nameOf(User user)
  {
    return user.getUserName().orElse("").toLowerCase(Locale.ROOT);
  }
}
