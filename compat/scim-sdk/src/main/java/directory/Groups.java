package directory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import de.captaingoldfish.scim.sdk.common.constants.ResourceTypeNames;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.GroupNode;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;

/** Groups: any may have any name and any members. */
final class Groups extends InMemoryHandler<Group>
{

  @Override
  protected void check(Group group)
  {}

  @Override
  protected void strip(Group group)
  {}

  @Override
  protected void complete(Group group, Context context)
  {}

  @Override
  protected void removed(String id)
  {
    forget(id);
  }

  /** Who is no more is a member of nothing. */
  void forget(String id)
  {
    for ( Group group : all() )
    {
      List<Member> left = group.getMembers()
                               .stream()
                               .filter(member -> !id.equals(member.getValue().orElse(null)))
                               .collect(Collectors.toList());
      if (left.size() != group.getMembers().size())
      {
        group.setMembers(left);
        touch(group);
      }
    }
  }

  /** The groups that somebody is in, directly or through another group. */
  List<GroupNode> groupsOf(String id, Context context)
  {
    List<GroupNode> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(id));
    while (!left.isEmpty())
    {
      String member = left.remove();
      for ( Group group : all() )
      {
        String groupId = group.getId().orElseThrow();
        if (hasMember(group, member) && seen.add(groupId))
        {
          left.add(groupId);
          found.add(GroupNode.builder()
                             .value(groupId)
                             .display(group.getDisplayName().orElse(null))
                             .type(member.equals(id) ? "direct" : "indirect")
                             .ref(context.getCrossResourceReferenceUrl(groupId, ResourceTypeNames.GROUPS).orElse(null))
                             .build());
        }
      }
    }
    return found;
  }

  private static boolean hasMember(Group group, String id)
  {
    return group.getMembers().stream().anyMatch(member -> id.equals(member.getValue().orElse(null)));
  }
}
