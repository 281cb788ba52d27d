package compat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.directory.scim.spec.resources.ScimGroup;
import org.apache.directory.scim.spec.resources.ScimUser;

/** What the stores have in common: where they are served, and who is a member of what. */
@ApplicationScoped
public class Directory {

  private String url = "";
  private Users users;
  private Groups groups;

  void listensAt(String at) {
    url = at;
  }

  void has(Users store) {
    users = store;
  }

  void has(Groups store) {
    groups = store;
  }

  String locationOf(String path, String id) {
    return url + path + "/" + id;
  }

  ScimUser user(String id) {
    return users.raw(id);
  }

  ScimGroup group(String id) {
    return groups.raw(id);
  }

  /** The groups that have a resource for a direct member. */
  List<ScimGroup> groupsOf(String id) {
    List<ScimGroup> found = new ArrayList<>();
    for (ScimGroup group : groups.all()) {
      if (group.getMembers() != null && group.getMembers().stream().anyMatch(member -> id.equals(member.getValue()))) {
        found.add(group);
      }
    }
    return found;
  }

  /** No group keeps a member that is no more. */
  void forget(String id) {
    for (ScimGroup group : groupsOf(id)) {
      group.getMembers().removeIf(member -> id.equals(member.getValue()));
      groups.touch(group);
    }
  }
}
