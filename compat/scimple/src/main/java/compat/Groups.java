package compat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.directory.scim.core.repository.PatchHandler;
import org.apache.directory.scim.core.schema.SchemaRegistry;
import org.apache.directory.scim.server.rest.EtagGenerator;
import org.apache.directory.scim.spec.exception.ResourceException;
import org.apache.directory.scim.spec.resources.GroupMembership;
import org.apache.directory.scim.spec.resources.ScimGroup;
import org.apache.directory.scim.spec.resources.ScimUser;

/** Groups in memory. Members are Users and Groups that there are. */
@ApplicationScoped
public class Groups extends Store<ScimGroup> {

  static final String PATH = "/Groups";

  @Inject
  public Groups(Directory directory, SchemaRegistry schemas, PatchHandler patches, EtagGenerator versions) {
    super(ScimGroup.class, PATH, ScimGroup.SCHEMA_URI, directory, new Library(schemas, patches, versions));
    directory.has(this);
  }

  /** For CDI's proxies. */
  protected Groups() {
    super(ScimGroup.class, PATH, ScimGroup.SCHEMA_URI, null, null);
  }

  @Override
  void prepare(ScimGroup group, ScimGroup before, boolean whole) throws ResourceException {
    if (group.getDisplayName() == null || group.getDisplayName().isBlank()) {
      throw refused(before, Status.BAD_REQUEST, "'displayName' is required.");
    }
    if (group.getMembers() == null) {
      return;
    }
    Set<String> seen = new HashSet<>();
    List<GroupMembership> members = new ArrayList<>();
    for (GroupMembership member : group.getMembers()) {
      if (member == null || member.getValue() == null) {
        throw refused(before, Status.BAD_REQUEST, "A member needs a 'value'.");
      }
      GroupMembership known = known(member);
      if (known == null) {
        throw refused(before, Status.BAD_REQUEST, "There is no resource " + member.getValue() + " that could be a member.");
      }
      // A set by value. What PATCH comes to is the library's doing, and is kept as it is.
      if (!whole || seen.add(member.getValue())) {
        members.add(known);
      }
    }
    group.setMembers(members.isEmpty() ? null : members);
  }

  @Override
  boolean changesUnseen(ScimGroup group) {
    return false;
  }

  /** The name of a member is that which it has now. */
  @Override
  void complete(ScimGroup group) {
    if (group.getMembers() == null) {
      return;
    }
    for (GroupMembership member : group.getMembers()) {
      member.setDisplay(nameOf(member.getValue()));
    }
  }

  private GroupMembership known(GroupMembership member) {
    String id = member.getValue();
    if (directory().user(id) != null) {
      return membership(id, Users.PATH, GroupMembership.Type.USER);
    }
    return directory().group(id) == null ? null : membership(id, PATH, GroupMembership.Type.GROUP);
  }

  private GroupMembership membership(String id, String path, GroupMembership.Type type) {
    return new GroupMembership().setValue(id).setRef(directory().locationOf(path, id)).setType(type);
  }

  private String nameOf(String id) {
    ScimUser user = directory().user(id);
    if (user != null) {
      return user.getDisplayName() == null ? user.getUserName() : user.getDisplayName();
    }
    ScimGroup group = directory().group(id);
    return group == null ? null : group.getDisplayName();
  }
}
